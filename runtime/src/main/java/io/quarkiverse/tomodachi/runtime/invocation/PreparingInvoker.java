package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;

/** Lets the occurrence get ready, before anything of the application sees it. */
final class PreparingInvoker implements HandlerInvoker {

    private final HandlerInvoker delegate;

    PreparingInvoker(HandlerInvoker delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        try {
            invocation.prepare();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(Failures.tellable(failure));
        }
        return delegate.invoke(invocation);
    }
}
