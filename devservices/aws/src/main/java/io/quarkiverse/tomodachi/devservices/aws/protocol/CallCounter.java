package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by action, each as {@code service.Action}. */
public final class CallCounter {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Service service, String action) {
        counts.computeIfAbsent(service.signingName() + "." + action, name -> new LongAdder()).increment();
    }

    public Map<String, Long> counts() {
        Map<String, Long> copy = new TreeMap<>();
        counts.forEach((name, count) -> copy.put(name, count.sum()));
        return copy;
    }

    public void reset() {
        counts.clear();
    }
}
