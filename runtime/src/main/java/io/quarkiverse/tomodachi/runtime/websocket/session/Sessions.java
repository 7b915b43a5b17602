package io.quarkiverse.tomodachi.runtime.websocket.session;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.websocket.broadcast.ConnectionRegistry;
import io.quarkiverse.tomodachi.runtime.websocket.connection.CloseStatus;
import io.quarkiverse.tomodachi.runtime.websocket.session.WebsocketSession.SessionListener;

/**
 * All connections from the handshake to the end of their last callback. Termination waits for a session whose connection is
 * closed as it does for a running handler.
 */
public final class Sessions implements SessionListener {

    private final Set<WebsocketSession> running = ConcurrentHashMap.newKeySet();
    private final Set<WebsocketSession> connected = ConcurrentHashMap.newKeySet();
    private final InFlight inFlight;
    private final ConnectionRegistry registry;
    private final CompletableFuture<Void> allDisconnected = new CompletableFuture<>();
    private volatile boolean closing;

    public Sessions(InFlight inFlight, ConnectionRegistry registry) {
        this.inFlight = inFlight;
        this.registry = registry;
    }

    public boolean isClosing() {
        return closing;
    }

    public void opened(WebsocketSession session) {
        running.add(session);
        connected.add(session);
        registry.add(session.connection());
        if (closing) {
            close(session);
        }
    }

    @Override
    public void disconnected(WebsocketSession session) {
        inFlight.beginOutcome();
        registry.remove(session.connection());
        connected.remove(session);
        completeIfDone();
    }

    @Override
    public void ended(WebsocketSession session) {
        if (running.remove(session)) {
            inFlight.endOutcome();
        }
    }

    /** Takes no further connections and closes the open ones. */
    public CompletableFuture<Void> closeAll() {
        closing = true;
        connected.forEach(Sessions::close);
        completeIfDone();
        return allDisconnected;
    }

    public void disconnectAll() {
        connected.forEach(session -> session.closer().disconnect());
    }

    private static void close(WebsocketSession session) {
        session.closer().close(new CloseStatus(CloseStatus.GOING_AWAY, ""));
    }

    private void completeIfDone() {
        if (closing && connected.isEmpty()) {
            allDisconnected.complete(null);
        }
    }
}
