package io.quarkiverse.tomodachi.runtime.middleware;

import java.util.function.Supplier;

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

    /**
     * To be called in the place.
     *
     * @param place where every layer is entered
     * @param method the innermost, the handler itself
     */
    public Uni<Object> enter(HandlerCall call, LayerPlace place, Uni<Object> method) {
        return enter(0, call, place, method);
    }

    private Uni<Object> enter(int index, HandlerCall call, LayerPlace place, Uni<Object> method) {
        if (index == layers.length) {
            return method;
        }
        try {
            Supplier<Uni<Object>> next = index + 1 == layers.length ? () -> method
                    : () -> place.enter(() -> enter(index + 1, call, place, method));
            return layers[index].apply(call, new NextLayer(next, call));
        } catch (Throwable failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
