package io.quarkiverse.tomodachi.benchmarks.control;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** How many messages of a case were handled. */
public final class Progress {

    private static final Map<String, Progress> ALL = new ConcurrentHashMap<>();

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private volatile long expected;
    private volatile CompletableFuture<Void> complete = new CompletableFuture<>();

    private Progress() {
    }

    public static Progress of(String name) {
        return ALL.computeIfAbsent(name, ignored -> new Progress());
    }

    /** Called by handlers, with the size of the body. */
    public void handled(int size) {
        bytes.addAndGet(size);
        if (messages.incrementAndGet() == expected) {
            complete.complete(null);
        }
    }

    /** Begins anew. */
    void expect(long number) {
        messages.set(0);
        bytes.set(0);
        complete = new CompletableFuture<>();
        expected = number;
    }

    /** Waits until as many messages as expected were handled, and tells their number and size. */
    String await(long seconds) throws Exception {
        try {
            complete.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // the numbers tell
        }
        return messages.get() + " " + bytes.get();
    }
}
