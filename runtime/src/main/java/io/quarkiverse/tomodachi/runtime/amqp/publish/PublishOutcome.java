package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.observe.Publishing;
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
    private volatile Publishing watched = Publishing.NONE;

    /** @param callbacks where code of the caller may run */
    PublishOutcome(Executor callbacks) {
        this.callbacks = callbacks;
    }

    /** @param publishing told the outcome before anybody else */
    void watch(Publishing publishing) {
        watched = publishing;
    }

    boolean isTold() {
        return told.get();
    }

    void succeed() {
        if (told.compareAndSet(false, true)) {
            watched.ended(null, null);
            callbacks.execute(() -> result.complete(null));
        }
    }

    void fail(Throwable failure) {
        fail(failure, callbacks);
    }

    /** Fails at once, on the thread of the caller, as nothing was sent. */
    Uni<Void> failed(Throwable failure) {
        fail(failure, Runnable::run);
        return uni();
    }

    private void fail(Throwable failure, Executor where) {
        if (told.compareAndSet(false, true)) {
            watched.ended(null, failure);
            where.execute(() -> result.completeExceptionally(failure));
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
