package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.UUID;

/** Moves the messages of a dead-letter queue back to where they came from, or to another queue. */
final class MoveTask {
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    private final QueueStore store;
    private final Queue source;
    private final String destinationArn;
    private final Integer perSecond;
    private final long startedAt;
    private final String handle;
    private final int toMove;
    private final Iterator<StoredMessage> rest;
    private Status status = Status.RUNNING;
    private String failureReason;
    private int moved;

    /**
     * @param destinationArn null for the queue that each message came from
     * @param perSecond messages per second at most; null for all at once
     */
    MoveTask(QueueStore store, Queue source, String destinationArn, Integer perSecond) {
        this.store = store;
        this.source = source;
        this.destinationArn = destinationArn;
        this.perSecond = perSecond;
        this.startedAt = store.now();
        this.handle = Base64.getEncoder().encodeToString(
                ("{\"taskId\":\"" + UUID.randomUUID() + "\",\"sourceArn\":\"" + source.arn() + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        var messages = source.messages().visible();
        this.toMove = messages.size();
        this.rest = messages.iterator();
    }

    /** Moves what is due; returns when to go on, {@link Long#MAX_VALUE} if the task has ended. */
    long advance() {
        long now = store.now();
        long due = perSecond == null ? Long.MAX_VALUE : 1 + (now - startedAt) * perSecond / 1000;
        while (status == Status.RUNNING && moved < due && rest.hasNext()) {
            move(rest.next());
        }
        if (status == Status.RUNNING && !rest.hasNext()) {
            status = Status.COMPLETED;
        }
        return status == Status.RUNNING ? startedAt + (moved * 1000L + perSecond - 1) / perSecond : Long.MAX_VALUE;
    }

    private void move(StoredMessage message) {
        if (source.messages().find(message.id) != message || message.inFlight) {
            return;
        }
        String arn = destinationArn != null ? destinationArn : message.deadLetterSource;
        Queue destination = arn == null ? null : store.byArn(arn);
        if (destination == null) {
            status = Status.FAILED;
            failureReason = arn == null ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue";
            return;
        }
        source.messages().remove(message);
        destination.takeAnew(message.content);
        moved++;
    }

    void cancel() {
        status = Status.CANCELLED;
    }

    String handle() {
        return handle;
    }

    Queue source() {
        return source;
    }

    String destinationArn() {
        return destinationArn;
    }

    Integer perSecond() {
        return perSecond;
    }

    long startedAt() {
        return startedAt;
    }

    Status status() {
        return status;
    }

    /** Null unless the task failed. */
    String failureReason() {
        return failureReason;
    }

    int moved() {
        return moved;
    }

    int toMove() {
        return toMove;
    }
}
