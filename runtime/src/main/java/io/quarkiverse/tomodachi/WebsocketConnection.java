package io.quarkiverse.tomodachi;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * One open websocket connection. The sending methods act at once, whether or not the returned {@code Uni} is subscribed to,
 * and keep the order of calls; the {@code Uni} tells when the frame was written.
 */
public interface WebsocketConnection {

    /** @return a random identifier of this connection */
    String id();

    /** @return the path of the request that opened the connection */
    String path();

    /** @return whether the connection is open */
    boolean isOpen();

    /**
     * Sends a text frame.
     *
     * @param text the text
     * @return completes when the frame was written, fails if the connection is closed
     */
    Uni<Void> sendText(String text);

    /**
     * Sends a binary frame.
     *
     * @param data the bytes
     * @return completes when the frame was written, fails if the connection is closed
     */
    Uni<Void> sendBinary(Buffer data);

    /**
     * Closes the connection with code 1000.
     *
     * @return completes when the connection is closed
     */
    default Uni<Void> close() {
        return close(1000, null);
    }

    /**
     * Closes the connection.
     *
     * @param code the close code, 1000 or 3000 to 4999
     * @param reason a text of at most 123 bytes in UTF-8, may be {@code null}
     * @return completes when the connection is closed
     * @throws IllegalArgumentException for any other code, or a longer reason
     */
    Uni<Void> close(int code, String reason);
}
