package io.quarkiverse.tomodachi;

import java.util.List;
import java.util.function.Predicate;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Some of the open connections. Nothing is chosen until a selection is used, and it can be kept: each use sees the connections
 * that are open then.
 * <p>
 * A broadcast reaches each connection as {@link WebsocketConnection#sendText(String)} would: the slow one and the one that is
 * just being closed hold up and harm nobody else. The returned {@code Uni} never fails; it completes when the message was
 * written to, or refused by, each connection, with the number of those it was written to.
 */
public interface WebsocketSelection {

    /** @return the connections that are open now */
    List<WebsocketConnection> connections();

    /**
     * Keeps those that a condition holds for.
     *
     * @param condition the condition
     * @return a smaller selection
     */
    WebsocketSelection where(Predicate<WebsocketConnection> condition);

    /**
     * Keeps those whose URL has a group of that value.
     *
     * @param name the name of a group of the URL
     * @param value its decoded value
     * @return a smaller selection
     */
    default WebsocketSelection whereGroup(String name, String value) {
        return where(connection -> value.equals(connection.groups().get(name)));
    }

    /**
     * Keeps those with an attribute of that value.
     *
     * @param name the name of the attribute, see {@link WebsocketConnection#attributes()}
     * @param value its value
     * @return a smaller selection
     */
    default WebsocketSelection whereAttribute(String name, Object value) {
        return where(connection -> value.equals(connection.attributes().get(name)));
    }

    /**
     * Sends a text message to each connection.
     *
     * @param text the text
     * @return completes with the number of connections it was written to
     */
    Uni<Integer> broadcastText(String text);

    /**
     * Sends a binary message to each connection.
     *
     * @param data the bytes
     * @return completes with the number of connections it was written to
     */
    Uni<Integer> broadcastBinary(Buffer data);

    /**
     * Sends an object as JSON to each connection. It is written once.
     *
     * @param value the object
     * @return completes with the number of connections it was written to
     * @throws IllegalArgumentException if the object cannot be written as JSON
     */
    Uni<Integer> broadcastJson(Object value);
}
