package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.quarkiverse.tomodachi.PublishResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** What became of a message: told once, and kept for all who ask. */
final class Outcome {

    private final String target;
    private final Executor callbacks;
    private final CompletableFuture<PublishResult> result = new CompletableFuture<>();
    private volatile boolean observed;

    /**
     * @param target where the message goes, for logs
     * @param callbacks where code of those may run that ask outside of a Vert.x context
     */
    Outcome(String target, Executor callbacks) {
        this.target = target;
        this.callbacks = callbacks;
    }

    String target() {
        return target;
    }

    boolean isTold() {
        return result.isDone();
    }

    /** Whether somebody has asked for it. */
    boolean isObserved() {
        return observed;
    }

    /** @return whether it was not told before */
    boolean succeed(PublishResult value) {
        return result.complete(value);
    }

    /** @return whether it was not told before */
    boolean fail(Throwable failure) {
        return result.completeExceptionally(failure);
    }

    /** Completes or fails as the outcome does, on the thread that tells it. */
    CompletableFuture<PublishResult> future() {
        return result;
    }

    Uni<PublishResult> uni() {
        return Uni.createFrom().<PublishResult> emitter(this::subscribe);
    }

    /** The outcome arrives on the Vert.x context of the subscriber, where it has one; at once if it is known already. */
    private void subscribe(UniEmitter<? super PublishResult> emitter) {
        observed = true;
        if (result.isDone()) {
            emit(emitter);
            return;
        }
        Context context = Vertx.currentContext();
        result.whenComplete((value, failure) -> {
            if (context == null) {
                callbacks.execute(() -> emit(emitter));
            } else {
                context.runOnContext(ignored -> emit(emitter));
            }
        });
    }

    private void emit(UniEmitter<? super PublishResult> emitter) {
        result.whenComplete((value, failure) -> {
            if (failure == null) {
                emitter.complete(value);
            } else {
                emitter.fail(failure);
            }
        });
    }
}
