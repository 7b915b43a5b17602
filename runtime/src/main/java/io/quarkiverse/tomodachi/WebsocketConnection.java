package io.quarkiverse.tomodachi;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * One websocket connection. May be used from any thread.
 * <p>
 * The sending methods act at once, whether or not the returned {@code Uni} is subscribed to, and keep the order of
 * calls; the {@code Uni} completes when the message was handed to the network, so that who waits for it never sends
 * faster than the client reads. What was sent and not yet handed over is limited
 * ({@code quarkus.tomodachi.websocket.send-buffer}). A message for which there is no room is not sent, its {@code Uni}
 * fails with {@link IllegalStateException}, and the connection is closed with code 1013 unless
 * {@code quarkus.tomodachi.websocket.send-buffer-full} says otherwise.
 */
public interface WebsocketConnection {

    /** @return a random identifier of this connection */
    String id();

    /** @return the path of the request that opened the connection, as it was sent */
    String path();

    /** @return the named groups of the URL that took part in the match, decoded */
    Map<String, String> groups();

    /** @return the subprotocol that was agreed upon; empty if the client asked for none of the handler's */
    Optional<String> subprotocol();

    /** @return who opened the connection; empty for an anonymous user and where the application has no security */
    Optional<Principal> principal();

    /**
     * Values that the application keeps with the connection. They are seen by nobody else.
     *
     * @return a map to be changed from any thread; it allows no {@code null}
     */
    Map<String, Object> attributes();

    /** @return whether the connection is open */
    boolean isOpen();

    /**
     * Sends a text message.
     *
     * @param text the text
     * @return completes when the message was written, fails if the connection is closed or there is no room
     */
    Uni<Void> sendText(String text);

    /**
     * Sends a binary message.
     *
     * @param data the bytes
     * @return completes when the message was written, fails if the connection is closed or there is no room
     */
    Uni<Void> sendBinary(Buffer data);

    /**
     * Sends a text message with an object as JSON, written by the application's {@code ObjectMapper}.
     *
     * @param value the object
     * @return completes when the message was written, fails if the connection is closed or there is no room
     * @throws IllegalArgumentException if the object cannot be written as JSON
     */
    Uni<Void> sendJson(Object value);

    /**
     * Closes the connection with code 1000.
     *
     * @return completes when the connection is closed
     */
    default Uni<Void> close() {
        return close(1000, null);
    }

    /**
     * Closes the connection. What was sent before still goes out; messages of the client that were not yet delivered are
     * dropped. A client that does not answer is disconnected after five seconds.
     *
     * @param code the close code: 1000 to 1003, 1007 to 1009, 1011 to 1014 or 3000 to 4999
     * @param reason a text of at most 123 bytes in UTF-8, may be {@code null}
     * @return completes when the connection is closed
     * @throws IllegalArgumentException for any other code, or a longer reason
     */
    Uni<Void> close(int code, String reason);
}
