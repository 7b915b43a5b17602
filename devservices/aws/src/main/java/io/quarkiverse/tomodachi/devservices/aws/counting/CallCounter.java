package io.quarkiverse.tomodachi.devservices.aws.counting;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts calls by action, each as {@code service.Action}, when they come, and what came of them when they are answered. */
public final class CallCounter {

    /** Beyond that many queues and topics calls are no longer counted for each, so that names cannot fill the memory. */
    private static final int MAX_RESOURCES = 10_000;

    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> messages = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Map<String, Map<String, LongAdder>> byResource = new ConcurrentHashMap<>();
    private final List<Consumer<CallInfo>> listeners = new CopyOnWriteArrayList<>();

    /** @param resource null if the call is about none */
    public void began(String action, String resource) {
        add(calls, action, 1);
        if (resource != null && (byResource.size() < MAX_RESOURCES || byResource.containsKey(resource))) {
            add(byResource.computeIfAbsent(resource, name -> new ConcurrentHashMap<>()), action, 1);
        }
    }

    public void ended(CallInfo call) {
        if (call.messages() > 0) {
            add(messages, call.action(), call.messages());
        }
        if (call.error() != null) {
            add(errors, call.action() + " " + call.error(), 1);
        }
        listeners.forEach(listener -> listener.accept(call));
    }

    private static void add(Map<String, LongAdder> counts, String name, long count) {
        counts.computeIfAbsent(name, key -> new LongAdder()).add(count);
    }

    public Map<String, Long> calls() {
        return copy(calls);
    }

    public Map<String, Long> calls(String resource) {
        return copy(byResource.getOrDefault(resource, Map.of()));
    }

    public Map<String, Long> messages() {
        return copy(messages);
    }

    public Map<String, Long> errors() {
        return copy(errors);
    }

    private static Map<String, Long> copy(Map<String, LongAdder> counts) {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }

    public void listen(Consumer<CallInfo> listener) {
        listeners.add(listener);
    }

    public void reset() {
        calls.clear();
        messages.clear();
        errors.clear();
        byResource.clear();
    }
}
