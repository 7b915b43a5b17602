package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeMap;

/** The messages of a queue nobody has yet: by priority, then by position. */
final class ReadyMessages {

    private final TreeMap<Integer, TreeMap<Long, QueuedMessage>> levels = new TreeMap<>(Comparator.reverseOrder());
    private int count;
    private long bytes;

    void add(QueuedMessage message) {
        levels.computeIfAbsent(message.priority(), level -> new TreeMap<>()).put(message.position(), message);
        count++;
        bytes += message.size();
    }

    /** Takes the first message out. */
    QueuedMessage poll() {
        return remove(levels.firstEntry().getValue().firstEntry().getValue());
    }

    /** Takes out a message whose time is over; only those at the head of their priority are looked at. */
    Optional<QueuedMessage> pollExpired(long now) {
        return levels.values().stream()
                .map(level -> level.firstEntry().getValue())
                .filter(head -> head.expiresAt() <= now)
                .findFirst()
                .map(this::remove);
    }

    /** When the next head expires, {@link QueuedMessage#NEVER} when none does. */
    long nextExpiry() {
        return levels.values().stream().mapToLong(level -> level.firstEntry().getValue().expiresAt()).min()
                .orElse(QueuedMessage.NEVER);
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        levels.clear();
        count = 0;
        bytes = 0;
    }

    private QueuedMessage remove(QueuedMessage message) {
        TreeMap<Long, QueuedMessage> level = levels.get(message.priority());
        level.remove(message.position());
        if (level.isEmpty()) {
            levels.remove(message.priority());
        }
        count--;
        bytes -= message.size();
        return message;
    }
}
