package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** Tells observers how the invocation goes. Stands only around handlers that have some. */
final class ObservedInvoker implements HandlerInvoker {

    private final InvocationObserver observers;
    private final HandlerInvoker delegate;

    ObservedInvoker(InvocationObserver observers, HandlerInvoker delegate) {
        this.observers = observers;
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        Observation observation = observers.begin(invocation);
        if (observation == null) {
            return delegate.invoke(invocation);
        }
        CompletionStage<Object> stage = Completion.of(delegate, invocation);
        if (Completion.hasSucceeded(stage)) {
            InvocationObservers.ended(observation, Completion.resultOf(stage), null);
        } else if (stage instanceof CompletableFuture<Object> future && future.isDone()) {
            future.whenComplete((result, failure) -> ended(observation, result, failure));
        } else {
            stage = stage.whenComplete((result, failure) -> ended(observation, result, failure));
        }
        return Completion.thenRelease(stage, invocation, () -> InvocationObservers.released(observation));
    }

    private static void ended(Observation observation, Object result, Throwable failure) {
        InvocationObservers.ended(observation, result, failure == null ? null : Failures.unwrap(failure));
    }
}
