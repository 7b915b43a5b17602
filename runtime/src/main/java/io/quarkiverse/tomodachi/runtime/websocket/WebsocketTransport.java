package io.quarkiverse.tomodachi.runtime.websocket;

import java.time.Duration;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** Closes the connections at termination. */
@Singleton
public class WebsocketTransport implements Transport {

    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(2);

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
        return current == null ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(() -> current.closeAll().toCompletionStage()).ifNoItem().after(CLOSING_LIMIT)
                        .recoverWithUni(Uni.createFrom().voidItem());
    }
}
