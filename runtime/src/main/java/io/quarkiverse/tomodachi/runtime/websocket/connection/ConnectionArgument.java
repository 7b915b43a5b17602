package io.quarkiverse.tomodachi.runtime.websocket.connection;

import io.quarkiverse.tomodachi.runtime.websocket.WebsocketInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the connection. */
public record ConnectionArgument() implements ArgumentResolver<WebsocketInvocation> {

    @Override
    public Object resolve(WebsocketInvocation invocation) {
        return invocation.connection();
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
