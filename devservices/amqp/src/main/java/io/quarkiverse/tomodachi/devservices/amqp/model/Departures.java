package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayList;
import java.util.List;

/** The messages that leave a queue: what becomes of them, and what memory is free then. */
final class Departures {

    /** After what time it is tried again to dead-letter a message that must not be lost, in milliseconds: as RabbitMQ does. */
    static final long RETRY_MILLIS = 180_000;

    private final MessageQueue queue;
    private final MessageQueue.Surroundings surroundings;
    private final List<Runnable> undelivered = new ArrayList<>();
    private Timers.Timer retry;

    Departures(MessageQueue queue, MessageQueue.Surroundings surroundings) {
        this.queue = queue;
        this.surroundings = surroundings;
    }

    /** A message left for good. */
    void gone(QueuedMessage message) {
        surroundings.memory().add(-message.footprint());
    }

    /** A message left unwanted: it goes to the dead letter exchange. */
    void die(QueuedMessage message, DeathReason reason) {
        if (surroundings.deadLetters().accept(queue, message, reason) || !queue.arguments().deadLettersAtLeastOnce()) {
            gone(message);
            return;
        }
        undelivered.add(() -> die(message, reason));
        if (retry == null || !retry.pending()) {
            retry = surroundings.timers().schedule(RETRY_MILLIS, this::retryAll);
        }
    }

    private void retryAll() {
        List<Runnable> due = new ArrayList<>(undelivered);
        undelivered.clear();
        if (!queue.isDeleted()) {
            due.forEach(Runnable::run);
        }
    }
}
