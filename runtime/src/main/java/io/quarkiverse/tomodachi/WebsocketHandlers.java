package io.quarkiverse.tomodachi;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * What a {@link Websocket} handler wants to be told about its connection: begun with one of the methods here and added to with
 * those of {@link WebsocketCallbacks}. What has no callback is read and dropped.
 * <p>
 * The callbacks of one connection are called one after another, in the order in which messages came: the next message is taken
 * from the connection when the callback of the last one has ended, an asynchronous one when its {@code Uni} has. Meanwhile
 * no further message is read from a client that goes on sending; pings are answered, and a client that does not read the
 * answers
 * is disconnected. Callbacks run where the handler itself ran, each with a request context of its own, where the application
 * could
 * use one, in which the user of the connection is the current identity. A callback that fails is logged; the
 * connection stays open and the next message is delivered.
 */
public sealed interface WebsocketHandlers permits WebsocketCallbacks {

    /** @return no callbacks */
    static WebsocketCallbacks none() {
        return WebsocketCallbacks.NONE;
    }

    /**
     * Called for each text message.
     *
     * @param callback gets the text
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onText(Consumer<String> callback) {
        return none().onText(callback);
    }

    /**
     * Called for each text message.
     *
     * @param callback gets the text and returns what the next message waits for; {@code null} for nothing
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onTextAsync(Function<String, ? extends Uni<?>> callback) {
        return none().onTextAsync(callback);
    }

    /**
     * Called for each binary message.
     *
     * @param callback gets the bytes
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onBinary(Consumer<Buffer> callback) {
        return none().onBinary(callback);
    }

    /**
     * Called for each binary message.
     *
     * @param callback gets the bytes and returns what the next message waits for; {@code null} for nothing
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onBinaryAsync(Function<Buffer, ? extends Uni<?>> callback) {
        return none().onBinaryAsync(callback);
    }

    /**
     * Called once when the connection is closed, by whomever, after the callbacks of all messages.
     *
     * @param callback takes nothing
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onClose(Runnable callback) {
        return none().onClose(callback);
    }

    /**
     * Called once when the connection is closed, by whomever, after the callbacks of all messages.
     *
     * @param callback gets the close code and the reason, see {@link WebsocketCallbacks#onClose(BiConsumer)}
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onClose(BiConsumer<Integer, String> callback) {
        return none().onClose(callback);
    }

    /**
     * Called once when the connection is closed, by whomever, after the callbacks of all messages.
     *
     * @param callback gets the close code and the reason, see {@link WebsocketCallbacks#onClose(BiConsumer)}; termination of
     *        the application waits for the returned {@code Uni}
     * @return handlers with this callback only
     */
    static WebsocketCallbacks onCloseAsync(BiFunction<Integer, String, ? extends Uni<?>> callback) {
        return none().onCloseAsync(callback);
    }
}
