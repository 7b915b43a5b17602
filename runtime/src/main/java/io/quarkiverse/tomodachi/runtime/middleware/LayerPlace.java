package io.quarkiverse.tomodachi.runtime.middleware;

import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** Where the layers of one call are entered, whatever thread the one before goes on at. */
@FunctionalInterface
public interface LayerPlace {

    /**
     * @param layer gives the result of the layer, or what it fails with; throws nothing
     * @return the same, from there
     */
    Uni<Object> enter(Supplier<Uni<Object>> layer);
}
