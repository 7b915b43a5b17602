package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;

/** Gives the invocation a CDI request context, from the binding of its parameters until its result is known. */
final class RequestContextInvoker implements HandlerInvoker {

    private final HandlerInvoker delegate;

    RequestContextInvoker(HandlerInvoker delegate) {
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        ManagedContext context = Arc.container().requestContext();
        if (context.isActive()) {
            return delegate.invoke(invocation);
        }
        ContextState state = context.activate();
        try {
            return delegate.invoke(invocation).whenComplete((result, failure) -> context.destroy(state));
        } finally {
            context.deactivate();
        }
    }
}
