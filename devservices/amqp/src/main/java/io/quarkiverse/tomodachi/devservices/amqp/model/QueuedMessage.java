package io.quarkiverse.tomodachi.devservices.amqp.model;

/** A message in a queue, keeping its place there while a consumer has it. */
public final class QueuedMessage {

    static final long NEVER = Long.MAX_VALUE;

    private final Message message;
    private long position;
    private final int priority;
    private final long expiresAt;
    private int returns;
    private boolean redelivered;

    QueuedMessage(Message message, long position, int priority, long expiresAt) {
        this.message = message;
        this.position = position;
        this.priority = priority;
        this.expiresAt = expiresAt;
    }

    public Message message() {
        return message;
    }

    public boolean redelivered() {
        return redelivered;
    }

    /** How often it came back to the queue. */
    public int returns() {
        return returns;
    }

    void returned() {
        redelivered = true;
        returns++;
    }

    /** It was taken back from a consumer, which does not count. */
    QueuedMessage takenBack() {
        redelivered = true;
        return this;
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    long position() {
        return position;
    }

    int priority() {
        return priority;
    }

    long expiresAt() {
        return expiresAt;
    }

    boolean persistent() {
        return message.content().properties().persistent();
    }

    long footprint() {
        return message.content().footprint();
    }

    int size() {
        return message.content().body().length;
    }
}
