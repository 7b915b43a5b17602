package io.quarkiverse.tomodachi.runtime.websocket.connection;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Closes a connection from this side. The lock of this object is held while a message is written, so that no close frame comes
 * between the fragments of a message.
 */
public final class SocketCloser {

    /** How long the client may take to answer a close frame, or to read what stands before it. */
    static final long LIMIT_MILLIS = 5_000;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final ConnectionBase connection;
    private final Runnable onClosing;
    private CloseStatus sent;
    private long timer = -1;
    private boolean closed;

    /** @param onClosing called when this side begins to close */
    public SocketCloser(Vertx vertx, ServerWebSocket socket, HttpConnection connection, Runnable onClosing) {
        this.vertx = vertx;
        this.socket = socket;
        this.connection = (ConnectionBase) connection;
        this.onClosing = onClosing;
    }

    public void close(CloseStatus status) {
        synchronized (this) {
            if (sent != null || closed || socket.isClosed()) {
                return;
            }
            sent = status;
            timer = vertx.setTimer(LIMIT_MILLIS, ignored -> disconnect());
            socket.close((short) status.code(), status.reason().isEmpty() ? null : status.reason());
        }
        onClosing.run();
    }

    /**
     * The decoder met a frame that it cannot get past, and the server disconnects as soon as this returns. To be called on the
     * event loop.
     */
    public void closeAtOnce(CloseStatus status) {
        synchronized (this) {
            if (sent != null || closed || socket.isClosed()) {
                return;
            }
            sent = status;
        }
        // as the server would disconnect before it flushed what it writes itself
        connection.channelHandlerContext().writeAndFlush(new CloseWebSocketFrame(status.code(), status.reason()));
        onClosing.run();
    }

    /** Whether there is more to be written than the client reads. */
    public boolean isWaitedFor() {
        return connection.isNotWritable();
    }

    /** Ends the connection without a further word. */
    public void disconnect() {
        connection.channelHandlerContext().close();
    }

    /** The connection is closed. */
    public synchronized void closed() {
        closed = true;
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
    }

    /** @return what this side closed with, {@code null} if it was the client or nobody */
    public synchronized CloseStatus sent() {
        return sent;
    }
}
