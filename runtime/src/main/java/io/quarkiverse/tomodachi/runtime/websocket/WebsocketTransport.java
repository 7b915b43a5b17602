package io.quarkiverse.tomodachi.runtime.websocket;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.websocket.session.Sessions;
import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** Closes the connections at termination. Callbacks that still run then are awaited with the running handlers. */
@Singleton
public class WebsocketTransport implements Transport {

    /** How long clients have to answer, before running handlers are awaited. */
    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(1);
    /** How long it takes to tell the callbacks of connections that were cut off. */
    private static final Duration CUTTING_LIMIT = Duration.ofSeconds(1);

    private volatile Sessions sessions;
    private volatile List<HandlerInfo> handlers = List.of();

    void use(Sessions newSessions, List<HandlerInfo> newHandlers) {
        this.sessions = newSessions;
        this.handlers = newHandlers;
    }

    @Override
    public List<HandlerInfo> handlers() {
        return handlers;
    }

    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public Uni<Void> pause() {
        Sessions current = sessions;
        if (current == null) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().completionStage(current::closeAll).ifNoItem().after(CLOSING_LIMIT).recoverWithUni(() -> {
            current.disconnectAll();
            return Uni.createFrom().completionStage(current::closeAll).ifNoItem().after(CUTTING_LIMIT)
                    .recoverWithUni(Uni.createFrom().voidItem());
        });
    }
}
