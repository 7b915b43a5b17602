package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Instant;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages that no queue has brought. */
final class SqsDeliveries {

    static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    static final Origin ORIGIN = new Origin("q", "1");

    private SqsDeliveries() {
    }

    static SqsDelivery ofGroup(String group) {
        Message message = Message.builder().attributes(Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, group)).build();
        return new SqsDelivery(message, "", new BodyForm("", false), ORIGIN, new Lease("", NOW, NOW.plusSeconds(30), ORIGIN),
                null, null);
    }
}
