package io.quarkiverse.tomodachi.runtime.http;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.http.server.ServerConnections;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;

/** Stops the server politely: no further connections, an answer to every request, then open connections are closed. */
@Singleton
public class HttpTransport implements Transport {

    private final ServerConnections connections;
    private final TomodachiConfig config;
    private volatile HttpDispatcher dispatcher;

    HttpTransport(ServerConnections connections, TomodachiConfig config) {
        this.connections = connections;
        this.config = config;
    }

    void use(HttpDispatcher newDispatcher) {
        this.dispatcher = newDispatcher;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Uni<Void> pause() {
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            return connections.stopListening();
        }
        // the server outlives a live reload
        HttpDispatcher current = dispatcher;
        if (current != null) {
            current.pause();
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> drain() {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? Uni.createFrom().voidItem()
                : connections.close(config.httpServer().terminationGracePeriod().orElse(config.terminationGracePeriod()));
    }
}
