package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/** Lets the occurrence get ready, before anything of the application sees it. */
final class PreparingInvoker implements HandlerInvoker {

    private final InvocationObserver observers;
    private final HandlerInvoker delegate;

    /** @param observers told when the occurrence is ready, {@code null} for none */
    PreparingInvoker(InvocationObserver observers, HandlerInvoker delegate) {
        this.observers = observers;
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        try {
            invocation.prepare();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(Failures.tellable(failure));
        }
        if (observers != null) {
            observers.prepared(invocation);
        }
        return delegate.invoke(invocation);
    }
}
