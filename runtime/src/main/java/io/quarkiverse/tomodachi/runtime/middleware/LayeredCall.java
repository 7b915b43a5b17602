package io.quarkiverse.tomodachi.runtime.middleware;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** What is known of every call. */
public final class LayeredCall implements HandlerCall {

    private final HandlerDescription handler;
    private final ServiceContext service;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final Arguments arguments;

    public LayeredCall(HandlerDescription handler, ServiceContext service) {
        this.handler = handler;
        this.service = service;
        this.arguments = new Arguments(handler);
    }

    @Override
    public String handler() {
        return handler.id();
    }

    @Override
    public ServiceContext service() {
        return service;
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public Set<String> arguments() {
        return arguments.names();
    }

    @Override
    public void argument(String name, Object value) {
        arguments.set(name, value);
    }

    /** What the handler is given at last. */
    public Arguments given() {
        return arguments;
    }
}
