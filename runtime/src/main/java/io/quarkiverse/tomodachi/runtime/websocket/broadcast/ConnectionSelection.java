package io.quarkiverse.tomodachi.runtime.websocket.broadcast;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketSelection;
import io.quarkiverse.tomodachi.runtime.websocket.JsonMessages;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Chooses among the open connections anew with each use. */
record ConnectionSelection(Set<VertxWebsocketConnection> open, Predicate<WebsocketConnection> condition, JsonMessages json)
        implements
            WebsocketSelection {

    @Override
    public List<WebsocketConnection> connections() {
        return open.stream().filter(VertxWebsocketConnection::isOpen).map(WebsocketConnection.class::cast).filter(condition)
                .toList();
    }

    @Override
    public WebsocketSelection where(Predicate<WebsocketConnection> further) {
        return new ConnectionSelection(open, condition.and(further), json);
    }

    @Override
    public Uni<Integer> broadcastText(String text) {
        return broadcast(connection -> connection.sendText(text));
    }

    @Override
    public Uni<Integer> broadcastBinary(Buffer data) {
        return broadcast(connection -> connection.sendBinary(data));
    }

    @Override
    public Uni<Integer> broadcastJson(Object value) {
        return broadcastText(json.write(value));
    }

    private Uni<Integer> broadcast(Function<WebsocketConnection, Uni<Void>> send) {
        List<Uni<Integer>> sent = connections().stream()
                .map(connection -> send.apply(connection).replaceWith(1).onFailure().recoverWithItem(0)).toList();
        return sent.isEmpty() ? Uni.createFrom().item(0)
                : Uni.join().all(sent).andCollectFailures().map(all -> all.stream().mapToInt(Integer::intValue).sum());
    }
}
