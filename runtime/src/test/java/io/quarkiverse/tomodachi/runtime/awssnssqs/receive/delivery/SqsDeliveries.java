package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Lease;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Origin;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages that no queue has brought. */
public final class SqsDeliveries {

    public static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    public static final Origin ORIGIN = new Origin("q", "1");

    private SqsDeliveries() {
    }

    /** One that is kept from others for ever. */
    public static SqsDelivery ofGroup(String group) {
        return ofGroup(group, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** One that others may have half a minute after {@link #NOW}. */
    public static SqsDelivery ofGroup(String group, Clock clock) {
        Message message = Message.builder().attributes(Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, group)).build();
        Lease lease = new Lease(clock, "", NOW, NOW.plusSeconds(30), ORIGIN);
        return new SqsDelivery(message, "", new BodyForm("", false), ORIGIN, lease, null, null);
    }
}
