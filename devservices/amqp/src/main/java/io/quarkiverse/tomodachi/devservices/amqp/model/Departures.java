package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The messages that leave a queue: what becomes of them, and what memory is free then. */
final class Departures {

    /** After what time it is tried again to dead-letter a message that must not be lost, in milliseconds: as RabbitMQ does. */
    static final long RETRY_MILLIS = 180_000;

    /** How many of these there may be; all others wait behind them, whether a queue takes them or not: as RabbitMQ does. */
    static final int MOST_UNDELIVERED = 32;

    private final MessageQueue queue;
    private final QueueSurroundings surroundings;
    private final List<Undelivered> undelivered = new ArrayList<>();
    private final Deque<Undelivered> waiting = new ArrayDeque<>();
    private final Expiry retry;

    Departures(MessageQueue queue, QueueSurroundings surroundings) {
        this.queue = queue;
        this.surroundings = surroundings;
        this.retry = new Expiry(surroundings.timers(), this::retryAll);
    }

    /** A message left for good. */
    void gone(QueuedMessage message) {
        surroundings.memory().add(-message.footprint());
    }

    /** A message left unwanted: it goes to the dead letter exchange. */
    void die(QueuedMessage message, DeathReason reason) {
        if (undelivered.size() == MOST_UNDELIVERED) {
            waiting.add(new Undelivered(message, reason));
        } else if (surroundings.deadLetters().accept(queue, message, reason) || !queue.arguments().deadLettersAtLeastOnce()) {
            gone(message);
        } else {
            undelivered.add(new Undelivered(message, reason));
            retry.dueAt(surroundings.timers().now() + RETRY_MILLIS);
        }
    }

    /** Gives up what waits to be tried again. */
    void end() {
        retry.cancel();
        undelivered.forEach(letter -> gone(letter.message()));
        undelivered.clear();
        waiting.forEach(letter -> gone(letter.message()));
        waiting.clear();
    }

    private void retryAll() {
        List<Undelivered> due = new ArrayList<>(undelivered);
        undelivered.clear();
        due.forEach(letter -> die(letter.message(), letter.reason()));
        for (int left = waiting.size(); left > 0 && undelivered.size() < MOST_UNDELIVERED; left--) {
            Undelivered next = waiting.remove();
            die(next.message(), next.reason());
        }
    }

    private record Undelivered(QueuedMessage message, DeathReason reason) {
    }
}
