package io.quarkiverse.tomodachi;

import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;

/**
 * What a {@link Websocket} handler wants to be told about its connection. Each call returns a new object; a callback that is
 * not given is not called. The callbacks of one connection are called one after another, on a worker thread unless the handler
 * itself runs on the event loop. A callback that throws is logged; the connection stays open.
 */
public final class WebsocketHandlers {

    private static final WebsocketHandlers NONE = new WebsocketHandlers(null, null, null);

    private final Consumer<String> text;
    private final Consumer<Buffer> binary;
    private final Runnable close;

    private WebsocketHandlers(Consumer<String> text, Consumer<Buffer> binary, Runnable close) {
        this.text = text;
        this.binary = binary;
        this.close = close;
    }

    /** @return no callbacks */
    public static WebsocketHandlers none() {
        return NONE;
    }

    /**
     * Called for each text message.
     *
     * @param callback gets the text
     * @return handlers with this callback only
     */
    public static WebsocketHandlers onText(Consumer<String> callback) {
        return new WebsocketHandlers(callback, null, null);
    }

    /**
     * Called for each binary message.
     *
     * @param callback gets the bytes
     * @return these handlers with the callback
     */
    public WebsocketHandlers onBinary(Consumer<Buffer> callback) {
        return new WebsocketHandlers(text, callback, close);
    }

    /**
     * Called once when the connection is closed, by whomever.
     *
     * @param callback takes nothing
     * @return these handlers with the callback
     */
    public WebsocketHandlers onClose(Runnable callback) {
        return new WebsocketHandlers(text, binary, callback);
    }

    /** @return the callback for text, or {@code null} */
    public Consumer<String> text() {
        return text;
    }

    /** @return the callback for binary messages, or {@code null} */
    public Consumer<Buffer> binary() {
        return binary;
    }

    /** @return the callback for the end of the connection, or {@code null} */
    public Runnable close() {
        return close;
    }
}
