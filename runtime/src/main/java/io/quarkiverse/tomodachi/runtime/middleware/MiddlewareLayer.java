package io.quarkiverse.tomodachi.runtime.middleware;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.Middleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.runtime.invocation.UnusableResultException;
import io.smallrye.mutiny.Uni;

/** A middleware of the application. */
final class MiddlewareLayer implements Layer {

    private final BeanReference<Middleware<HandlerCall>> middleware;
    private final String className;

    MiddlewareLayer(String bean, String className) {
        this.middleware = new BeanReference<>(bean);
        this.className = className;
    }

    @Override
    public Uni<Object> apply(HandlerCall call, Next next) {
        Uni<Object> result = middleware.get().handle(call, next);
        if (result == null) {
            throw new UnusableResultException(
                    "Middleware " + className + " returned null instead of a Uni for " + call.handler()
                            + "; return next.proceed(), or a Uni with the result");
        }
        return result;
    }
}
