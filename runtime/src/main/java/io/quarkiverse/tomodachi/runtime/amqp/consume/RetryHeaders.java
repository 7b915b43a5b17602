package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The headers of messages that were in a retry queue: they begin with {@code x-tomodachi-retry-} and are seen by nobody but the
 * consumer that wrote them. What the broker notes of the way through the retry queue is taken away with them.
 */
final class RetryHeaders {

    private static final String PREFIX = "x-tomodachi-retry-";
    private static final String QUEUE = PREFIX + "queue";
    /** Further routing keys, which the broker sends to whenever the message is published. */
    static final String CC = "CC";
    /**
     * The same, which brokers take away if it is a list, and refuse if it is none, as messages of other protocols may have it.
     */
    private static final String BCC = "BCC";
    private static final String CC_KEPT = PREFIX + "cc";
    private static final String DEATHS = "x-death";
    private static final String DELIVERY_COUNT = "x-delivery-count";
    private static final String FIRST_DEATH = "x-first-death-";
    private static final String LAST_DEATH = "x-last-death-";
    private static final List<String> DEATH_NOTES = List.of(FIRST_DEATH, LAST_DEATH);
    private static final List<String> DEATH_FACTS = List.of("queue", "exchange", "reason");

    private RetryHeaders() {
    }

    /** What happened so far to a message that this queue sent to a retry queue, {@code null} for all others. */
    static FailureRecord record(Map<String, Object> headers, String queue) {
        return headers != null && queue.equals(String.valueOf(headers.get(QUEUE))) ? FailureRecord.read(headers, PREFIX) : null;
    }

    /** The headers that the message had when it was published. */
    static Map<String, Object> original(Map<String, Object> headers, Predicate<String> isRetryQueue) {
        if (headers == null || headers.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Object> original = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (!name.startsWith(PREFIX)) {
                original.put(name, value);
            }
        });
        if (headers.get(CC_KEPT) != null) {
            original.put(CC, headers.get(CC_KEPT));
        }
        removeDeaths(original, isRetryQueue);
        if (headers.containsKey(QUEUE)) {
            restoreDeaths(original, headers);
        }
        return original;
    }

    /**
     * The headers for the way through a retry queue. When a message leaves one, the broker sends it to the keys in {@code CC},
     * too, and RabbitMQ has replaced what was told of other queues since 4.0, so these have to go by other names.
     *
     * @param original see {@link #original}
     * @param queue where the message shall come back to
     */
    static Map<String, Object> forRetry(Map<String, Object> original, FailureRecord record, String queue) {
        Map<String, Object> headers = new LinkedHashMap<>(sendable(original));
        Object copies = headers.remove(CC);
        if (copies != null) {
            headers.put(CC_KEPT, copies);
        }
        keepDeaths(headers);
        headers.putAll(record.write(PREFIX));
        headers.put(QUEUE, queue);
        return headers;
    }

    private static void keepDeaths(Map<String, Object> headers) {
        keep(headers, DEATHS);
        DEATH_NOTES.forEach(note -> DEATH_FACTS.forEach(fact -> keep(headers, note + fact)));
    }

    private static void keep(Map<String, Object> headers, String name) {
        Object value = headers.remove(name);
        if (value != null) {
            headers.put(kept(name), value);
        }
    }

    private static String kept(String name) {
        return PREFIX + name.substring("x-".length());
    }

    /** What happened before the message was in a retry queue comes after what happened since. */
    private static void restoreDeaths(Map<String, Object> original, Map<String, Object> headers) {
        if (headers.get(kept(DEATHS)) instanceof List<?> earlier) {
            List<Object> deaths = new ArrayList<>(original.get(DEATHS) instanceof List<?> later ? later : List.of());
            deaths.addAll(earlier);
            original.put(DEATHS, deaths);
        }
        for (String fact : DEATH_FACTS) {
            Object first = headers.get(kept(FIRST_DEATH + fact));
            if (first != null) {
                original.put(FIRST_DEATH + fact, first);
            }
            Object last = headers.get(kept(LAST_DEATH + fact));
            if (last != null) {
                original.putIfAbsent(LAST_DEATH + fact, last);
            }
        }
    }

    /** Without what only brokers may say, and what they do not take. */
    static Map<String, Object> sendable(Map<String, Object> original) {
        Map<String, Object> headers = new LinkedHashMap<>(original);
        headers.remove(BCC);
        headers.remove(DELIVERY_COUNT);
        return headers;
    }

    private static void removeDeaths(Map<String, Object> headers, Predicate<String> isRetryQueue) {
        if (!(headers.get(DEATHS) instanceof List<?> deaths)) {
            return;
        }
        List<?> others = deaths.stream().filter(death -> !(death instanceof Map<?, ?> map
                && isRetryQueue.test(String.valueOf(map.get("queue"))))).toList();
        if (others.isEmpty()) {
            headers.remove(DEATHS);
        } else {
            headers.put(DEATHS, others);
        }
        for (String note : DEATH_NOTES) {
            Object queue = headers.get(note + "queue");
            if (queue != null && isRetryQueue.test(queue.toString())) {
                DEATH_FACTS.forEach(fact -> headers.remove(note + fact));
            }
        }
    }
}
