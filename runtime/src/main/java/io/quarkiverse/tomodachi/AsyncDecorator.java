package io.quarkiverse.tomodachi;

import java.lang.annotation.Annotation;

import io.smallrye.mutiny.Uni;

/**
 * Decides for a {@link HandlerDecorator} annotation whether a handler is called, without blocking.
 *
 * @param <A> the annotation
 */
public interface AsyncDecorator<A extends Annotation> {

    /**
     * Decides. Called where the handler runs and within its request context, after all middleware and before the handler's
     * parameters are bound. A failure, or what is thrown, becomes that of the handler.
     *
     * @param annotation the annotation on the handler, with its members
     * @param call the call; an {@link HttpCall} or {@link MessageCall} for handlers of that kind
     * @return the decision; neither the {@code Uni} nor its item may be {@code null}
     */
    Uni<Decision> decide(A annotation, HandlerCall call);
}
