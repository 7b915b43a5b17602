package io.quarkiverse.tomodachi.runtime.websocket.connection;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.netty.buffer.ByteBufUtil;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.runtime.config.WebsocketConfig.WhenFull;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketEndpoint;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A connection of the Vert.x server. */
public final class VertxWebsocketConnection implements WebsocketConnection {

    private final String id = UUID.randomUUID().toString();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final ServerWebSocket socket;
    private final SocketCloser closer;
    private final WebsocketEndpoint endpoint;
    private final Opening opening;
    private final SendBuffer buffer;
    private volatile long lastSent = System.nanoTime();

    public VertxWebsocketConnection(ServerWebSocket socket, SocketCloser closer, WebsocketEndpoint endpoint, Opening opening) {
        this.socket = socket;
        this.closer = closer;
        this.endpoint = endpoint;
        this.opening = opening;
        this.buffer = new SendBuffer(endpoint.config().sendBuffer().asLongValue());
    }

    /** What was agreed upon before the connection was open. */
    public record Opening(String path, Map<String, String> groups, String subprotocol, Principal principal) {
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String path() {
        return opening.path();
    }

    @Override
    public Map<String, String> groups() {
        return opening.groups();
    }

    @Override
    public Optional<String> subprotocol() {
        return Optional.ofNullable(opening.subprotocol());
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(opening.principal());
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public Uni<Void> sendText(String text) {
        return send(ByteBufUtil.utf8Bytes(text), () -> socket.writeTextMessage(text));
    }

    @Override
    public Uni<Void> sendBinary(Buffer data) {
        return send(data.length(), () -> socket.writeBinaryMessage(data));
    }

    @Override
    public Uni<Void> sendJson(Object value) {
        return sendText(endpoint.json().write(value));
    }

    private Uni<Void> send(long bytes, Supplier<Future<Void>> write) {
        Future<Void> written;
        synchronized (closer) {
            if (!isOpen()) {
                return failure("The websocket connection is closed");
            }
            written = buffer.reserve(bytes) ? write.get() : null;
        }
        if (written == null) {
            return refused();
        }
        lastSent = System.nanoTime();
        written.onComplete(ignored -> buffer.release(bytes));
        return Uni.createFrom().completionStage(written.toCompletionStage());
    }

    private Uni<Void> refused() {
        if (endpoint.config().sendBufferFull() == WhenFull.CLOSE) {
            closer.close(new CloseStatus(CloseStatus.TRY_AGAIN_LATER, "Messages are read too slowly"));
        }
        return failure("The client of the websocket connection reads too slowly, and the message was not sent; wait for earlier"
                + " messages, or see quarkus.tomodachi.websocket.send-buffer");
    }

    private static Uni<Void> failure(String message) {
        return Uni.createFrom().failure(() -> new IllegalStateException(message));
    }

    @Override
    public Uni<Void> close(int code, String reason) {
        closer.close(new CloseStatus(code, reason).checked());
        return Uni.createFrom().completionStage(closed);
    }

    public void closed() {
        closed.complete(null);
    }

    long lastSent() {
        return lastSent;
    }

    public WebsocketEndpoint endpoint() {
        return endpoint;
    }
}
