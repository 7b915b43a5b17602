package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** What became of a message: told once, kept for all who ask, and logged if it is a failure that nobody asks for. */
final class PublishOutcome {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** Those who want the outcome subscribe right after the call. */
    private static final long SUBSCRIBE_MILLIS = 1_000;

    private final Executor callbacks;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean observed;

    /** @param callbacks where code of the caller may run */
    PublishOutcome(Executor callbacks) {
        this.callbacks = callbacks;
    }

    static Uni<Void> failed(Throwable failure) {
        PublishOutcome outcome = new PublishOutcome(Runnable::run);
        outcome.fail(failure);
        return outcome.uni();
    }

    boolean isTold() {
        return told.get();
    }

    void succeed() {
        if (told.compareAndSet(false, true)) {
            callbacks.execute(() -> result.complete(null));
        }
    }

    void fail(Throwable failure) {
        if (told.compareAndSet(false, true)) {
            callbacks.execute(() -> result.completeExceptionally(failure));
            CompletableFuture.delayedExecutor(SUBSCRIBE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
                if (!observed) {
                    LOG.error("A publish failed, and nobody waits for its outcome", failure);
                }
            });
        }
    }

    /** The outcome for the transport itself, which tells it on. */
    CompletionStage<Void> stage() {
        observed = true;
        return result;
    }

    Uni<Void> uni() {
        return Uni.createFrom().emitter(emitter -> {
            observed = true;
            result.whenComplete((nothing, failure) -> {
                if (failure == null) {
                    emitter.complete(null);
                } else {
                    emitter.fail(failure);
                }
            });
        });
    }
}
