package io.quarkiverse.tomodachi.runtime.websocket;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** Closes the connections at termination. */
@Singleton
public class WebsocketTransport implements Transport {

    private volatile WebsocketRoutes routes;

    void use(WebsocketRoutes routes) {
        this.routes = routes;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public Uni<Void> pause() {
        WebsocketRoutes current = routes;
        if (current != null) {
            current.closeAll();
        }
        return Uni.createFrom().voidItem();
    }
}
