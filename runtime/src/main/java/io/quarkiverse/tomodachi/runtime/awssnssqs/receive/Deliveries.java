package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Makes deliveries of what a receive brought; from then on they are kept from other receivers. */
final class Deliveries {

    private final BodyForm form;
    private final Leases leases;
    private final Settlement settlement;
    private final IntConsumer sizes;

    /** @param sizes told how many messages each receive brought */
    Deliveries(BodyForm form, Leases leases, Settlement settlement, IntConsumer sizes) {
        this.form = form;
        this.leases = leases;
        this.settlement = settlement;
        this.sizes = sizes;
    }

    List<SqsDelivery> create(ReceiveMessageResponse response, String queueUrl, SqsDelivery.Outcomes outcomes) {
        Instant received = leases.now();
        sizes.accept(response.messages().size());
        return response.messages().stream().map(message -> create(message, queueUrl, received, outcomes)).toList();
    }

    private SqsDelivery create(Message message, String queueUrl, Instant received, SqsDelivery.Outcomes outcomes) {
        Origin origin = Origin.of(queueUrl, message.messageId());
        Lease lease = leases.begin(message.receiptHandle(), received, origin);
        return new SqsDelivery(message, queueUrl, form, origin, lease, settlement, outcomes);
    }
}
