package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Lease;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Leases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Origin;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Makes deliveries of what a receive brought; from then on they are kept from other receivers. */
public final class Deliveries {

    private final BodyForm form;
    private final Leases leases;
    private final Settlement settlement;
    private final SubscriptionRequests requests;
    private final IntConsumer sizes;

    /** @param sizes told how many messages each receive brought */
    public Deliveries(BodyForm form, Leases leases, Settlement settlement, SubscriptionRequests requests, IntConsumer sizes) {
        this.form = form;
        this.leases = leases;
        this.settlement = settlement;
        this.requests = requests;
        this.sizes = sizes;
    }

    public List<SqsDelivery> create(ReceiveMessageResponse response, String queueUrl, SqsDelivery.Outcomes outcomes) {
        List<Message> messages = response.messages();
        sizes.accept(messages.size());
        String queue = Origin.queue(queueUrl);
        List<SqsDelivery> deliveries = new ArrayList<>(messages.size());
        List<Lease> begun = new ArrayList<>(messages.size());
        Instant received = leases.now();
        Instant until = leases.until(received);
        for (Message message : messages) {
            Origin origin = new Origin(queue, message.messageId());
            Lease lease = new Lease(leases.clock(), message.receiptHandle(), received, until, origin);
            begun.add(lease);
            deliveries.add(new SqsDelivery(message, queueUrl, form, origin, lease, settlement, outcomes));
        }
        leases.begin(begun);
        try {
            deliveries.removeIf(requests::take);
        } catch (RuntimeException | Error e) {
            // nobody has them, and they are to come again
            begun.forEach(leases::end);
            throw e;
        }
        return deliveries;
    }
}
