package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageCharacters;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageSize;
import io.quarkiverse.tomodachi.devservices.aws.sqs.NewMessage;
import io.quarkiverse.tomodachi.devservices.aws.sqs.Queue;
import io.quarkiverse.tomodachi.devservices.aws.sqs.QueueStore;

/** Brings what is published to the subscribed queues. */
final class Delivery {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int MAX_RAW_ATTRIBUTES = 10;

    private final QueueStore queues;
    private final DeliveryWarnings warnings = new DeliveryWarnings();

    Delivery(QueueStore queues) {
        this.queues = queues;
    }

    void deliver(Topic topic, Published published) {
        Publication publication = published.publication();
        for (Subscription subscription : topic.subscriptions()) {
            if (!subscription.isPending() && subscription.accepts(publication.message(), publication.attributes())) {
                deliver(subscription, published);
            }
        }
    }

    private void deliver(Subscription subscription, Published published) {
        Queue queue = queues.byArn(subscription.endpoint());
        NewMessage message = message(subscription, published, queue);
        String obstacle = queue == null ? "the queue does not exist" : obstacle(message, queue);
        if (obstacle != null) {
            failed(subscription, message, obstacle);
            return;
        }
        warnings.check(subscription, queue);
        queue.send(message);
    }

    private static NewMessage message(Subscription subscription, Published published, Queue queue) {
        Publication publication = published.publication();
        boolean raw = subscription.isRaw();
        return new NewMessage(raw ? publication.message() : Notification.of(published, subscription),
                raw ? publication.attributes() : Map.of(), null, publication.groupId(),
                queue != null && queue.isFifo() ? publication.deduplicationId() : null, published.traceHeader());
    }

    private String obstacle(NewMessage message, Queue queue) {
        if (queues.isFull()) {
            return "the queues of this endpoint hold as much as they may";
        }
        if (message.attributes().size() > MAX_RAW_ATTRIBUTES) {
            return "raw delivery takes at most 10 message attributes";
        }
        if (MessageSize.of(message.body(), message.attributes()) > queue.attributes().maximumMessageSize()) {
            return "the message is longer than the queue allows";
        }
        return MessageCharacters.areValid(message.body()) ? null : "the message contains invalid characters";
    }

    private void failed(Subscription subscription, NewMessage message, String obstacle) {
        String deadLetterArn = subscription.deadLetterArn();
        Queue deadLetters = deadLetterArn == null ? null : queues.byArn(deadLetterArn);
        LOG.log(Level.WARNING, "A message of {0} was not delivered to {1}: {2}", subscription.topicArn(),
                subscription.endpoint(), obstacle);
        if (deadLetters == null || queues.isFull()) {
            return;
        }
        Map<String, MessageAttribute> attributes = new TreeMap<>(message.attributes());
        attributes.put("RequestID", new MessageAttribute("String", UUID.randomUUID().toString(), null));
        attributes.put("ErrorCode", new MessageAttribute("String", "400", null));
        attributes.put("ErrorMessage", new MessageAttribute("String", obstacle, null));
        String group = deadLetters.isFifo() && message.groupId() == null ? "default" : message.groupId();
        deadLetters.send(new NewMessage(message.body(), attributes, null, group, null, null));
    }
}
