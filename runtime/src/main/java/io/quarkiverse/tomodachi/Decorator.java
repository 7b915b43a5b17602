package io.quarkiverse.tomodachi;

import java.lang.annotation.Annotation;

import io.smallrye.mutiny.Uni;

/**
 * Decides for a {@link HandlerDecorator} annotation whether a handler is called. It may block where the handler may block.
 *
 * @param <A> the annotation
 */
public interface Decorator<A extends Annotation> extends AsyncDecorator<A> {

    /**
     * Decides, as {@link AsyncDecorator#decide(Annotation, HandlerCall)} describes.
     *
     * @param annotation the annotation on the handler, with its members
     * @param call the call; an {@link HttpCall} or {@link MessageCall} for handlers of that kind
     * @return the decision, never {@code null}
     * @throws Exception what becomes the failure of the handler
     */
    Decision decorate(A annotation, HandlerCall call) throws Exception;

    @Override
    default Uni<Decision> decide(A annotation, HandlerCall call) {
        try {
            return Uni.createFrom().item(decorate(annotation, call));
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
