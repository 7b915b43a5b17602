package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import io.quarkiverse.tomodachi.PublishResult;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/** What became of a message: told once, and kept for all who ask. */
public final class Outcome extends AbstractUni<PublishResult> {

    private final String target;
    private final Executor callbacks;
    private final CompletableFuture<PublishResult> result = new CompletableFuture<>();
    private volatile boolean observed;

    /**
     * @param target where the message goes, for logs
     * @param callbacks where code of those may run that ask outside of a Vert.x context
     */
    public Outcome(String target, Executor callbacks) {
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

    /** For those who ask. */
    Uni<PublishResult> uni() {
        return Infrastructure.onUniCreation(this);
    }

    /** The outcome arrives on the Vert.x context of the subscriber, where it has one; at once if it is known already. */
    @Override
    public void subscribe(UniSubscriber<? super PublishResult> subscriber) {
        observed = true;
        boolean known = result.isDone();
        Telling telling = new Telling(subscriber, known, known ? null : Vertx.currentContext());
        subscriber.onSubscribe(telling);
        result.whenComplete(telling);
    }

    /** One who has asked. It is one object for all the steps, since many messages are sent. */
    private final class Telling implements UniSubscription, BiConsumer<PublishResult, Throwable>, Runnable, Handler<Void> {

        private final UniSubscriber<? super PublishResult> subscriber;
        private final boolean atOnce;
        private final Context context;
        private PublishResult value;
        private Throwable failure;
        private volatile boolean cancelled;

        Telling(UniSubscriber<? super PublishResult> subscriber, boolean atOnce, Context context) {
            this.subscriber = subscriber;
            this.atOnce = atOnce;
            this.context = context;
        }

        @Override
        public void accept(PublishResult told, Throwable problem) {
            value = told;
            failure = problem;
            if (atOnce) {
                run();
            } else if (context == null) {
                callbacks.execute(this);
            } else {
                tellThere();
            }
        }

        private void tellThere() {
            try {
                context.runOnContext(this);
            } catch (RejectedExecutionException e) {
                // the application has ended, which somebody may have waited for
                callbacks.execute(this);
            }
        }

        @Override
        public void handle(Void nothing) {
            run();
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            if (failure == null) {
                subscriber.onItem(value);
            } else {
                subscriber.onFailure(failure);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
