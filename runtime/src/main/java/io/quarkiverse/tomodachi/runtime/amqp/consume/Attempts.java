package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often messages were given back to their queues, since not all queues count that. Only this process knows; after a restart
 * the numbers begin anew, and those of the messages that it has not seen for longest are forgotten when there are too many.
 */
final class Attempts {

    static final int LARGEST_SIZE = 10_000;

    private final Map<String, Integer> numbers = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > LARGEST_SIZE;
        }
    };

    /** The last attempt at a message, 0 if none is known. */
    synchronized int of(String message) {
        return numbers.getOrDefault(message, 0);
    }

    synchronized void remember(String message, int attempt) {
        numbers.put(message, attempt);
    }

    synchronized void forget(String message) {
        numbers.remove(message);
    }
}
