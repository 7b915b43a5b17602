package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

/** Counts running handlers, so that termination can wait for them. */
@Singleton
public class InFlight {

    private final AtomicLong running = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private volatile CompletableFuture<Void> drained;

    public void begin() {
        running.incrementAndGet();
        total.incrementAndGet();
    }

    public void end() {
        if (running.decrementAndGet() == 0) {
            CompletableFuture<Void> waiting = drained;
            if (waiting != null) {
                waiting.complete(null);
            }
        }
    }

    public long running() {
        return running.get();
    }

    public long total() {
        return total.get();
    }

    /** Completes when nothing runs any more; to be called when nothing new begins. */
    public CompletionStage<Void> drain() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        drained = waiting;
        if (running.get() == 0) {
            waiting.complete(null);
        }
        return waiting;
    }
}
