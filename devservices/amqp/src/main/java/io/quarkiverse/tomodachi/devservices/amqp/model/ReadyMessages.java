package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

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

    /**
     * When the first message expires, {@link QueuedMessage#NEVER} when it does not. Those behind it have to wait until they are
     * first.
     */
    long nextExpiry() {
        return isEmpty() ? QueuedMessage.NEVER : levels.firstEntry().getValue().firstEntry().getValue().expiresAt();
    }

    List<QueuedMessage> all() {
        return levels.values().stream().flatMap(level -> level.values().stream()).toList();
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

    /** Takes out the messages that a test picks. */
    List<QueuedMessage> removeIf(Predicate<QueuedMessage> test) {
        List<QueuedMessage> removed = all().stream().filter(test).toList();
        removed.forEach(this::remove);
        return removed;
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
