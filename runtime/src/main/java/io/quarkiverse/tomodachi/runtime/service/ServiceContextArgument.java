package io.quarkiverse.tomodachi.runtime.service;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.Arc;

/** Gives the service that the handler belongs to. */
public record ServiceContextArgument(String service) implements ArgumentResolver<Invocation> {

    @Override
    public Object resolve(Invocation invocation) {
        return Arc.container().instance(ServiceRegistry.class).get().get(service);
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
