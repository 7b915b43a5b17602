package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The consumers of a queue, served in turn. */
final class ConsumerRing {

    private final boolean singleActive;
    private final List<Consumer> turns = new ArrayList<>();

    ConsumerRing(boolean singleActive) {
        this.singleActive = singleActive;
    }

    void add(Consumer consumer) {
        turns.add(consumer);
    }

    boolean remove(Consumer consumer) {
        boolean wasActive = singleActive && !turns.isEmpty() && turns.get(0) == consumer;
        boolean removed = turns.remove(consumer);
        if (wasActive && !turns.isEmpty()) {
            // The next one is that with the highest priority, of these the one that waits longest
            Consumer next = Collections.max(turns, Comparator.comparingInt(Consumer::priority));
            turns.remove(next);
            turns.add(0, next);
        }
        return removed;
    }

    int size() {
        return turns.size();
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    boolean hasExclusive() {
        return turns.stream().anyMatch(Consumer::exclusive);
    }

    List<Consumer> all() {
        return List.copyOf(turns);
    }

    /** Whose turn it is: of those that can take a message, the one with the highest priority that waits longest. */
    Optional<Consumer> next() {
        if (singleActive) {
            return turns.stream().limit(1).filter(Consumer::ready).findFirst();
        }
        Consumer chosen = null;
        for (Consumer consumer : turns) {
            if ((chosen == null || consumer.priority() > chosen.priority()) && consumer.ready()) {
                chosen = consumer;
            }
        }
        if (chosen != null && turns.size() > 1) {
            turns.remove(chosen);
            turns.add(chosen);
        }
        return Optional.ofNullable(chosen);
    }
}
