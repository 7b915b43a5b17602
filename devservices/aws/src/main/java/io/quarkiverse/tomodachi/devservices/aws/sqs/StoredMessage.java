package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Comparator;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageSize;

/** A message in a queue. */
final class StoredMessage {
    static final Comparator<StoredMessage> BY_ORDER = Comparator.comparingLong(message -> message.order);
    static final Comparator<StoredMessage> BY_VISIBLE_AT = Comparator.<StoredMessage> comparingLong(m -> m.visibleAt)
            .thenComparing(BY_ORDER);
    static final Comparator<StoredMessage> BY_AGE = Comparator.<StoredMessage> comparingLong(m -> m.sentAt)
            .thenComparing(BY_ORDER);

    /** Its place among all messages of its queue. */
    final long order;
    final String id;
    final NewMessage content;
    final long sentAt;
    /** Null in a standard queue. */
    final String sequenceNumber;
    /** ARN of the queue from which it was moved here as undeliverable, or null. */
    final String deadLetterSource;
    /** Bytes of its content. */
    final int size;

    /** Receives in all queues it has been in. */
    int receiveCount;
    /** Receives in this queue: what its redrive policy counts. */
    int receivesHere;
    long firstReceivedAt;
    long receivedAt;
    /** When a hidden message shows again. */
    long visibleAt;
    boolean inFlight;
    /** Which receipt is valid, null before the first receive. */
    String receipt;

    StoredMessage(long order, String id, NewMessage content, long sentAt, String sequenceNumber, String deadLetterSource) {
        this.order = order;
        this.id = id;
        this.content = content;
        this.sentAt = sentAt;
        this.sequenceNumber = sequenceNumber;
        this.deadLetterSource = deadLetterSource;
        this.size = MessageSize.of(content.body(), content.attributes());
    }

    String body() {
        return content.body();
    }

    Map<String, MessageAttribute> attributes() {
        return content.attributes();
    }

    /** Null in a standard queue, unless the sender gave one. */
    String groupId() {
        return content.groupId();
    }
}
