package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.tomodachi.runtime.middleware.Arguments;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Uni;

/** Binds the parameters and calls the method. */
final class MethodInvoker implements HandlerInvoker {

    private static final Object[] NONE = {};

    private final String id;
    private final boolean asynchronous;
    private final ServiceInstance service;
    private final Invoker<Object, Object> invoker;
    private final ArgumentResolver<Invocation>[] arguments;

    @SuppressWarnings("unchecked")
    MethodInvoker(HandlerDescription handler) {
        this.id = handler.id();
        this.asynchronous = handler.asynchronous();
        this.service = new ServiceInstance(handler.bean());
        this.invoker = handler.invoker().getValue();
        this.arguments = handler.arguments().toArray(ArgumentResolver[]::new);
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        return invoke(invocation, null);
    }

    /** @param given takes the place of what parameters are bound to, {@code null} for nothing */
    CompletionStage<Object> invoke(Invocation invocation, Arguments given) {
        try {
            Object instance = service.get();
            Object[] values = bind(invocation, given);
            invocation.entered();
            return stage(invoker.invoke(instance, values), invocation);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(Failures.tellable(failure));
        }
    }

    private Object[] bind(Invocation invocation, Arguments given) throws Exception {
        if (arguments.length == 0) {
            return NONE;
        }
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = given == null ? arguments[i].resolve(invocation) : given.resolve(i, arguments[i], invocation);
        }
        return values;
    }

    private CompletionStage<Object> stage(Object result, Invocation invocation) {
        if (result instanceof Uni<?> uni) {
            return ResultFuture.of(id, uni, invocation);
        }
        if (result instanceof CompletionStage<?> stage) {
            return ResultFuture.of(id, stage);
        }
        if (result == null && asynchronous) {
            throw new UnusableResultException("Handler " + id + " returned null instead of a Uni or CompletionStage");
        }
        return CompletableFuture.completedFuture(result);
    }
}
