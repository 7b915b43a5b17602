package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketSession.SessionListener;

/**
 * All connections from the handshake to the end of their last callback. Termination waits for a session whose connection is
 * closed as it does for a running handler.
 */
final class Sessions implements SessionListener {

    private final Set<WebsocketSession> running = ConcurrentHashMap.newKeySet();
    private final Set<WebsocketSession> connected = ConcurrentHashMap.newKeySet();
    private final InFlight inFlight;
    private final ConnectionRegistry registry;
    private final CompletableFuture<Void> allDisconnected = new CompletableFuture<>();
    private volatile boolean closing;

    Sessions(InFlight inFlight, ConnectionRegistry registry) {
        this.inFlight = inFlight;
        this.registry = registry;
    }

    boolean isClosing() {
        return closing;
    }

    void opened(WebsocketSession session) {
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
    CompletableFuture<Void> closeAll() {
        closing = true;
        connected.forEach(Sessions::close);
        completeIfDone();
        return allDisconnected;
    }

    void disconnectAll() {
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
