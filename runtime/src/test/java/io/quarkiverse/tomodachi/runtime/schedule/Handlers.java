package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.List;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Handlers that are only told of. */
public final class Handlers {

    public static final HandlerDescription SCHEDULED = new HandlerDescription("org.acme.Shop#count()", "shop", "schedule",
            ExecutionModel.WORKER, false, List.of(), null, null, List.of(), List.of());

    private Handlers() {
    }
}
