package io.quarkiverse.tomodachi.deployment.spi;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Binds one kind of parameter of handlers. */
@FunctionalInterface
public interface ArgumentBinder {

    /**
     * Binds a parameter.
     *
     * @param parameter the parameter
     * @return what gives its value, to be recorded; {@code null} if the parameter is not of this kind
     * @throws BindingException if the parameter is of this kind but cannot be bound
     */
    ArgumentResolver<?> bind(HandlerParameter parameter);
}
