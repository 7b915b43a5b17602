package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

/** Counts running handlers, so that termination can wait for them. */
@Singleton
public class InFlight {

    private final AtomicLong running = new AtomicLong();
    private final AtomicLong outcomes = new AtomicLong();
    private volatile CompletableFuture<Void> drained;

    void begin() {
        running.incrementAndGet();
    }

    void end() {
        running.decrementAndGet();
        drainedIfIdle();
    }

    /** A message is on its way to a handler, whose outcome has to be told to the broker. */
    public void beginOutcome() {
        outcomes.incrementAndGet();
    }

    /** The outcome of the message was told. */
    public void endOutcome() {
        outcomes.decrementAndGet();
        drainedIfIdle();
    }

    private void drainedIfIdle() {
        CompletableFuture<Void> waiting = drained;
        if (waiting != null && isIdle()) {
            waiting.complete(null);
        }
    }

    private boolean isIdle() {
        return running.get() == 0 && outcomes.get() == 0;
    }

    public long running() {
        return running.get();
    }

    /** Messages whose outcome was not told yet. */
    public long outcomes() {
        return outcomes.get();
    }

    /** Completes when nothing runs any more and all outcomes were told; to be called when nothing new begins. */
    public CompletionStage<Void> drain() {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        drained = waiting;
        if (isIdle()) {
            waiting.complete(null);
        }
        return waiting;
    }
}
