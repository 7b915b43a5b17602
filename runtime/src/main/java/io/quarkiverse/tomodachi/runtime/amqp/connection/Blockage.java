package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether the broker takes no messages for the time being. */
final class Blockage {

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final String reason;

    private Blockage(String reason) {
        this.reason = reason;
    }

    static Blockage of(String reason) {
        return new Blockage(reason);
    }

    static Blockage none() {
        Blockage none = new Blockage(null);
        none.end();
        return none;
    }

    /** In the broker's words, {@code null} when there is none. */
    String reason() {
        return end.isDone() ? null : reason;
    }

    void end() {
        end.complete(null);
    }

    void await(long nanos) throws InterruptedException, TimeoutException {
        if (!end.isDone()) {
            try {
                end.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
