package io.quarkiverse.tomodachi.runtime.websocket;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.quarkiverse.tomodachi.WebsocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A connection of the Vert.x server. */
final class VertxWebsocketConnection implements WebsocketConnection {

    private static final int LONGEST_REASON = 123;

    private final String id = UUID.randomUUID().toString();
    private final ServerWebSocket socket;

    VertxWebsocketConnection(ServerWebSocket socket) {
        this.socket = socket;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String path() {
        return socket.path();
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public Uni<Void> sendText(String text) {
        return isOpen() ? uni(socket.writeTextMessage(text)) : closed();
    }

    @Override
    public Uni<Void> sendBinary(Buffer data) {
        return isOpen() ? uni(socket.writeBinaryMessage(data)) : closed();
    }

    @Override
    public Uni<Void> close(int code, String reason) {
        if (code != 1000 && (code < 3000 || code > 4999)) {
            throw new IllegalArgumentException("The close code " + code + " is neither 1000 nor in 3000..4999");
        }
        if (reason != null && reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            throw new IllegalArgumentException("The reason is longer than " + LONGEST_REASON + " bytes");
        }
        return isOpen() ? uni(socket.close((short) code, reason)) : Uni.createFrom().voidItem();
    }

    private static Uni<Void> closed() {
        return Uni.createFrom().failure(() -> new IllegalStateException("The websocket connection is closed"));
    }

    private static Uni<Void> uni(Future<Void> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }
}
