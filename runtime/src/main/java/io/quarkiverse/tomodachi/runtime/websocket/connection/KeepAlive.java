package io.quarkiverse.tomodachi.runtime.websocket.connection;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.quarkiverse.tomodachi.runtime.config.WebsocketConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/**
 * Pings the client, and closes a connection that is dead or unused. To be used on the event loop of the connection. While a
 * callback runs nothing is read, so that silence then says nothing about the client.
 */
public final class KeepAlive {

    private static final long NONE = -1;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final SocketCloser closer;
    private final VertxWebsocketConnection connection;
    private final WebsocketConfig config;
    private final BooleanSupplier busy;
    private long pingTimer = NONE;
    private long pongTimer = NONE;
    private long idleTimer = NONE;
    private boolean awaitsPong;
    private long lastMessage = System.nanoTime();

    /** @param busy whether a callback runs */
    public KeepAlive(Vertx vertx, ServerWebSocket socket, SocketCloser closer, VertxWebsocketConnection connection,
            BooleanSupplier busy) {
        this.vertx = vertx;
        this.socket = socket;
        this.closer = closer;
        this.connection = connection;
        this.config = connection.endpoint().config();
        this.busy = busy;
    }

    public void start() {
        if (config.pingInterval().toMillis() > 0) {
            socket.pongHandler(ignored -> heard());
            pingTimer = vertx.setPeriodic(config.pingInterval().toMillis(), ignored -> ping());
        }
        config.idleTimeout().filter(limit -> limit.toMillis() > 0).ifPresent(limit -> awaitIdle(limit, limit.toMillis()));
    }

    public void stop() {
        vertx.cancelTimer(pingTimer);
        vertx.cancelTimer(pongTimer);
        vertx.cancelTimer(idleTimer);
    }

    /** Something came from the client. */
    public void heard() {
        if (awaitsPong) {
            awaitsPong = false;
            vertx.cancelTimer(pongTimer);
        }
    }

    /** A message came from the client, or its callback has ended. */
    public void messageHandled() {
        lastMessage = System.nanoTime();
    }

    private void ping() {
        if (awaitsPong || busy.getAsBoolean() || socket.isClosed()) {
            return;
        }
        awaitsPong = true;
        socket.writePing(Buffer.buffer("tomodachi"));
        pongTimer = vertx.setTimer(Math.max(1, config.pongTimeout().toMillis()), ignored -> {
            if (awaitsPong && !busy.getAsBoolean()) {
                closer.close(new CloseStatus(CloseStatus.FAILED, "No answer to a ping"));
            }
            awaitsPong = false;
        });
    }

    private void awaitIdle(Duration limit, long millis) {
        idleTimer = vertx.setTimer(Math.max(1, millis), ignored -> {
            long sent = connection.lastSent();
            long last = sent + Math.max(lastMessage - sent, 0);
            long left = limit.toMillis() - (System.nanoTime() - last) / 1_000_000;
            if (busy.getAsBoolean()) {
                awaitIdle(limit, limit.toMillis());
            } else if (left > 0) {
                awaitIdle(limit, left);
            } else {
                closer.close(new CloseStatus(CloseStatus.GOING_AWAY, "Idle for too long"));
            }
        });
    }
}
