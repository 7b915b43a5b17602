package io.quarkiverse.tomodachi;

import io.smallrye.mutiny.Uni;

/**
 * Code around all handlers of a service: it may look at a call, change what the handler gets, answer in its place, change its
 * result, and recover from its failure. Most implement {@link HttpMiddleware} or {@link MessageMiddleware};
 * {@code Middleware<HandlerCall>} fits both lists of {@link TomodachiService}.
 * <p>
 * An implementation is a CDI bean, a {@code jakarta.inject.Singleton} unless it declares a scope. One instance serves
 * many calls at the same time.
 *
 * @param <C> what is known of the call
 */
public interface Middleware<C extends HandlerCall> {

    /**
     * Takes part in one call of a handler. Called where the handler runs and within its request context, before its parameters
     * are bound: it may block where the handler may block, and a value that cannot be converted reaches it as the failure of
     * {@link Next#proceed()}.
     * <p>
     * What it returns takes the place of the handler's result, before that is written or, for a message, settled. What it fails
     * with, or throws, takes the place of the handler's failure.
     *
     * @param call the call
     * @param next the rest of the way: further middleware, decorators, the handler
     * @return the result; never {@code null}. {@code next.proceed()} for that of the handler
     */
    Uni<Object> handle(C call, Next next);
}
