package io.quarkiverse.tomodachi.runtime.service;

import java.util.List;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Handlers that are only told of: of the service {@code shop}, blocking, with nothing around them. */
public final class Handlers {

    public static final HandlerDescription SCHEDULED = of("org.acme.Shop#count()", "schedule");

    private Handlers() {
    }

    /** @param id as in {@link HandlerDescription#id} */
    public static HandlerDescription of(String id, String transport, ArgumentResolver<?>... arguments) {
        return new HandlerDescription(id, "shop", transport, ExecutionModel.WORKER, false, List.of(arguments), null, null,
                List.of(), List.of());
    }
}
