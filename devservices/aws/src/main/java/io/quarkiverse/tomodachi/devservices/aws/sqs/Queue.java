package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageDigests;

/** A queue: what is sent to it, handed out and taken back. Not thread-safe. */
public final class Queue {
    /** In flight at most, of standard and FIFO queues alike. */
    static final int MAX_IN_FLIGHT = 120_000;

    private final String name;
    private final String arn;
    private final String incarnation = UUID.randomUUID().toString();
    private final InstantSource clock;
    private final Function<String, Queue> queuesByArn;
    private final QueueAttributes attributes;
    private final Map<String, String> tags = new TreeMap<>();
    private final long createdAt;
    private final MessageStore messages;
    private final Receipts receipts;
    private final LongPolls longPolls = new LongPolls(this);
    private final DeduplicationWindow deduplication = new DeduplicationWindow();
    private final ReceiveAttempts attempts = new ReceiveAttempts();
    private final SequenceNumbers sequence = new SequenceNumbers();
    private long modifiedAt;
    private long order;
    private long purgedAt = Long.MIN_VALUE;

    Queue(String name, String arn, QueueAttributes attributes, InstantSource clock, Function<String, Queue> queuesByArn,
            StorageLimit storage) {
        this.name = name;
        this.arn = arn;
        this.attributes = attributes;
        this.clock = clock;
        this.queuesByArn = queuesByArn;
        this.messages = new MessageStore(attributes.isFifo() ? new FifoReady() : new StandardReady(), storage);
        this.receipts = new Receipts(incarnation, messages, attributes.isFifo());
        this.createdAt = clock.millis();
        this.modifiedAt = createdAt;
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public QueueAttributes attributes() {
        return attributes;
    }

    long createdAt() {
        return createdAt;
    }

    long modifiedAt() {
        return modifiedAt;
    }

    public boolean isFifo() {
        return attributes.isFifo();
    }

    public Map<String, String> tags() {
        return tags;
    }

    void modified() {
        modifiedAt = clock.millis();
    }

    /** Takes a valid message; one that repeats a deduplication id is not stored again. */
    public SentMessage send(NewMessage message) {
        long now = clock.millis();
        String id = UUID.randomUUID().toString();
        if (!isFifo()) {
            store(id, message, null, now, now, null, delayMillis(message));
            return new SentMessage(id, null);
        }
        String deduplicationId = message.deduplicationId() != null ? message.deduplicationId()
                : MessageDigests.deduplicationId(message.body());
        String key = attributes.deduplicatesByGroup() ? message.groupId() + "\n" + deduplicationId : deduplicationId;
        SentMessage earlier = deduplication.find(key, now);
        if (earlier != null) {
            return earlier;
        }
        SentMessage sent = new SentMessage(id, sequence.next());
        deduplication.put(key, sent, now);
        store(id, message.withDeduplicationId(deduplicationId), sent.sequenceNumber(), now, now, null, delayMillis(message));
        return sent;
    }

    private long delayMillis(NewMessage message) {
        return 1000L * (message.delaySeconds() != null ? message.delaySeconds() : attributes.delaySeconds());
    }

    private StoredMessage store(String id, NewMessage content, String sequenceNumber, long sentAt, long now, String source,
            long delayMillis) {
        StoredMessage message = new StoredMessage(order++, id, content, sentAt, sequenceNumber, source);
        message.visibleAt = now + delayMillis;
        messages.add(message, now);
        return message;
    }

    /**
     * Takes a message out of another queue. A standard queue keeps the time at which it was sent, a FIFO queue starts anew.
     *
     * @param source ARN to be kept as the queue where the message could not be delivered, or null
     */
    void takeOver(StoredMessage message, String source) {
        long now = clock.millis();
        StoredMessage moved = store(message.id, message.content, isFifo() ? sequence.next() : null,
                isFifo() ? now : message.sentAt, now, source, 0);
        moved.receiveCount = message.receiveCount;
        moved.firstReceivedAt = message.firstReceivedAt;
    }

    /** Takes a message that is moved back for another try: it counts as sent anew. */
    void takeAnew(NewMessage content) {
        long now = clock.millis();
        store(UUID.randomUUID().toString(), content, isFifo() ? sequence.next() : null, now, now, null, 0);
    }

    /** Hands out up to {@code max} messages and hides them; those received too often move to the dead-letter queue. */
    List<ReceivedMessage> receive(int max, Integer visibilityTimeout) {
        long now = clock.millis();
        messages.advance(now, attributes.retentionMillis());
        long visibleAt = now + hiddenMillis(visibilityTimeout);
        List<ReceivedMessage> received = new ArrayList<>();
        messages.ready().begin();
        while (received.size() < max && !isOverLimit()) {
            StoredMessage message = messages.ready().next();
            if (message == null) {
                break;
            }
            if (!moveToDeadLetterQueue(message)) {
                received.add(handOut(message, now, visibleAt));
            }
        }
        messages.ready().end();
        return received;
    }

    private ReceivedMessage handOut(StoredMessage message, long now, long visibleAt) {
        message.receiveCount++;
        message.receivesHere++;
        message.firstReceivedAt = message.firstReceivedAt == 0 ? now : message.firstReceivedAt;
        message.receivedAt = now;
        messages.take(message, visibleAt);
        return new ReceivedMessage(message, receipts.issue(message), message.receiveCount, message.firstReceivedAt);
    }

    /**
     * Hands out once more what was just handed out, as standard queues may do; the receipt handle before is no longer the valid
     * one.
     */
    ReceivedMessage handOutAgain(ReceivedMessage received) {
        StoredMessage message = received.message();
        message.receiveCount++;
        message.receivesHere++;
        return new ReceivedMessage(message, receipts.issue(message), message.receiveCount, message.firstReceivedAt);
    }

    private boolean moveToDeadLetterQueue(StoredMessage message) {
        RedrivePolicy policy = attributes.redrivePolicy();
        if (policy == null || message.receivesHere < policy.maxReceiveCount()) {
            return false;
        }
        Queue target = queuesByArn.apply(policy.deadLetterTargetArn());
        if (target == null) {
            return false;
        }
        messages.remove(message);
        target.takeOver(message, arn);
        return true;
    }

    /** As {@link #receive(int, Integer)}, but waits for a message to come; {@link #tick()} ends the wait. */
    CompletableFuture<List<ReceivedMessage>> receive(int max, Integer visibilityTimeout, int waitSeconds,
            BooleanSupplier connected) {
        List<ReceivedMessage> received = receive(max, visibilityTimeout);
        if (!received.isEmpty() || waitSeconds == 0) {
            return CompletableFuture.completedFuture(received);
        }
        return longPolls.add(new WaitingReceive(max, visibilityTimeout, clock.millis() + 1000L * waitSeconds, connected,
                new CompletableFuture<>()));
    }

    /** As the other one, but an attempt that is repeated gets what it got before, hidden anew. */
    CompletableFuture<List<ReceivedMessage>> receive(String attemptId, int max, Integer visibilityTimeout, int waitSeconds,
            BooleanSupplier connected) {
        advance();
        List<ReceivedMessage> before = attempts.find(attemptId, clock.millis());
        if (before != null) {
            long visibleAt = clock.millis() + hiddenMillis(visibilityTimeout);
            before.forEach(received -> messages.postpone(received.message(), visibleAt));
            return CompletableFuture.completedFuture(before);
        }
        CompletableFuture<List<ReceivedMessage>> result = receive(max, visibilityTimeout, waitSeconds, connected);
        result.thenAccept(received -> attempts.put(attemptId, received, clock.millis()));
        return result;
    }

    private long hiddenMillis(Integer visibilityTimeout) {
        return 1000L * (visibilityTimeout != null ? visibilityTimeout : attributes.visibilityTimeout());
    }

    void delete(String receiptHandle) {
        advance();
        receipts.delete(receiptHandle);
    }

    void changeVisibility(String receiptHandle, int seconds) {
        advance();
        receipts.changeVisibility(receiptHandle, seconds, clock.millis());
    }

    /** Drops all messages. */
    void purge() {
        messages.clear();
        purgedAt = clock.millis();
    }

    /** Forgets what has expired. */
    void cleanUp() {
        advance();
        deduplication.expire(clock.millis());
        attempts.expire(clock.millis());
    }

    long purgedAt() {
        return purgedAt;
    }

    /** Answers the long polls for which a message or the end of their time has come. Returns when to look again. */
    long tick() {
        return longPolls.serve(clock.millis());
    }

    void endLongPolls(RuntimeException reason) {
        longPolls.fail(reason);
    }

    /** Whether a long poll could be answered now. */
    boolean canServe() {
        return longPolls.size() > 0 && !isOverLimit() && messages().ready().next() != null;
    }

    /** How many long polls are open. */
    public int waiting() {
        return longPolls.size();
    }

    boolean isOverLimit() {
        return messages.inFlightCount() >= MAX_IN_FLIGHT;
    }

    private void advance() {
        messages.advance(clock.millis(), attributes.retentionMillis());
    }

    public int visibleCount() {
        return messages().readyCount();
    }

    public int inFlightCount() {
        return messages().inFlightCount();
    }

    public int delayedCount() {
        return messages().delayedCount();
    }

    /** The messages, those of now. */
    MessageStore messages() {
        advance();
        return messages;
    }
}
