package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets only one of several replicas call a handler. */
public interface ClusterGuard {

    /**
     * @param handler calls the handler; used once at most
     * @return whether it was called; fails like the handler
     */
    CompletionStage<Boolean> run(Occasion occasion, LockSettings settings, Supplier<CompletionStage<Object>> handler);

    /** @return completes when no further handler will be called, and those that were have released their locks */
    CompletionStage<Void> drain();

    /** Calls no further handler, from now on. */
    void close();
}
