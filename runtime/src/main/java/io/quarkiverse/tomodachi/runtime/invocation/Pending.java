package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what has begun and not ended. */
final class Pending {

    private final AtomicLong count = new AtomicLong();
    private volatile CompletableFuture<Void> drained;

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        long left = count.decrementAndGet();
        CompletableFuture<Void> waiting = drained;
        if (waiting != null && left == 0) {
            waiting.complete(null);
        }
    }

    long count() {
        return count.get();
    }

    /** Completes when nothing is left; to be called when nothing new begins. */
    CompletionStage<Void> drain() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        drained = waiting;
        if (count.get() == 0) {
            waiting.complete(null);
        }
        return waiting;
    }
}
