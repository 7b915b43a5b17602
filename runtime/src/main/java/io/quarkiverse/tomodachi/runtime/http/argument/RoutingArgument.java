package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the request in the form that Vert.x has for it. */
public record RoutingArgument(Part part) implements ArgumentResolver<HttpInvocation> {

    /** What is given. */
    public enum Part {
        CONTEXT,
        REQUEST,
        RESPONSE
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        return switch (part) {
            case CONTEXT -> invocation.routing();
            case REQUEST -> invocation.routing().request();
            case RESPONSE -> invocation.routing().response();
        };
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
