package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;

/** The result of a handler that comes later, or is there already. */
final class ResultFuture extends CompletableFuture<Object> implements UniSubscriber<Object> {

    private final String handler;
    private volatile UniSubscription subscription;

    private ResultFuture(String handler) {
        this.handler = handler;
    }

    static CompletionStage<Object> of(String handler, Uni<?> uni, Invocation invocation) {
        ResultFuture future = new ResultFuture(handler);
        uni.subscribe().withSubscriber(future);
        if (!future.isDone()) {
            invocation.onAbandoned(future::abandon);
        }
        return future;
    }

    static CompletionStage<Object> of(String handler, CompletionStage<?> stage) {
        ResultFuture future = new ResultFuture(handler);
        stage.whenComplete((item, failure) -> {
            if (failure == null) {
                future.onItem(item);
            } else {
                future.onFailure(Failures.unwrap(failure));
            }
        });
        return future;
    }

    @Override
    public void onSubscribe(UniSubscription given) {
        subscription = given;
    }

    private void abandon() {
        if (isDone()) {
            return;
        }
        UniSubscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        completeExceptionally(new CancellationException("Nobody waits for the result of " + handler + " any more"));
    }

    @Override
    public void onItem(Object item) {
        if (item instanceof Uni || item instanceof CompletionStage) {
            completeExceptionally(new UnusableResultException("The result of " + handler + " is a " + item.getClass().getName()
                    + " within another asynchronous result, which nobody would wait for; flatten it, such as with"
                    + " Uni.flatMap or CompletionStage.thenCompose"));
            return;
        }
        complete(item);
    }

    @Override
    public void onFailure(Throwable failure) {
        completeExceptionally(failure != null ? Failures.tellable(failure)
                : new UnusableResultException("Handler " + handler + " failed without an exception"));
    }
}
