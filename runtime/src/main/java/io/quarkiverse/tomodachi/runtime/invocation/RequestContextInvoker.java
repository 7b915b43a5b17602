package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;

/** Gives the invocation a CDI request context, from its preparation until nothing of it is needed any more. */
final class RequestContextInvoker implements HandlerInvoker {

    private final ManagedContext context;
    private final HandlerInvoker delegate;

    RequestContextInvoker(ManagedContext context, HandlerInvoker delegate) {
        this.context = context;
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        if (context.isActive()) {
            return delegate.invoke(invocation);
        }
        ContextState state = context.activate();
        try {
            return Completion.thenRelease(Completion.of(delegate, invocation), invocation, () -> context.destroy(state));
        } finally {
            context.deactivate();
        }
    }
}
