package io.quarkiverse.tomodachi.runtime.middleware;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.smallrye.mutiny.Uni;

/** What stands around one handler, the outermost first. */
public final class Layers {

    private final Layer[] layers;

    public Layers(HandlerDescription handler) {
        this.layers = handler.layers().stream().map(Layers::create).toArray(Layer[]::new);
    }

    private static Layer create(HandlerDescription.Layer layer) {
        return layer.annotation() == null ? new MiddlewareLayer(layer.bean(), layer.className())
                : new DecoratorLayer(layer.bean(), layer.className(), layer.annotation());
    }

    /** @param method the innermost, the handler itself */
    public Uni<Object> enter(HandlerCall call, Uni<Object> method) {
        return enter(0, call, method);
    }

    private Uni<Object> enter(int index, HandlerCall call, Uni<Object> method) {
        if (index == layers.length) {
            return method;
        }
        try {
            return layers[index].apply(call, new NextLayer(() -> enter(index + 1, call, method), call));
        } catch (Throwable failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
