package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Uni;

/** Binds the parameters and calls the method. */
final class MethodInvoker implements HandlerInvoker {

    private final Invoker<Object, Object> invoker;
    private final ArgumentResolver<Invocation>[] arguments;

    @SuppressWarnings("unchecked")
    MethodInvoker(HandlerDescription handler) {
        this.invoker = handler.invoker().getValue();
        this.arguments = handler.arguments().toArray(ArgumentResolver[]::new);
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        try {
            invocation.prepare();
            Object[] values = new Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].resolve(invocation);
            }
            return stage(invoker.invoke(null, values));
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<Object> stage(Object result) {
        if (result instanceof Uni<?> uni) {
            return (CompletionStage<Object>) uni.subscribeAsCompletionStage();
        }
        if (result instanceof CompletionStage<?> stage) {
            return (CompletionStage<Object>) stage;
        }
        return CompletableFuture.completedFuture(result);
    }
}
