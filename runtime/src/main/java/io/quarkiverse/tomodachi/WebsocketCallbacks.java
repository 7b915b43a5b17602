package io.quarkiverse.tomodachi;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.websocket.CallbackAccess;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * {@link WebsocketHandlers} to which further callbacks can be added, in any order. Each method returns a new object; a second
 * callback for the same thing takes the place of the first.
 */
public final class WebsocketCallbacks implements WebsocketHandlers {

    static final WebsocketCallbacks NONE = new WebsocketCallbacks(null, null, null);

    static {
        CallbackAccess.install(new Access());
    }

    private final Function<String, ? extends Uni<?>> text;
    private final Function<Buffer, ? extends Uni<?>> binary;
    private final BiFunction<Integer, String, ? extends Uni<?>> close;

    private WebsocketCallbacks(Function<String, ? extends Uni<?>> text, Function<Buffer, ? extends Uni<?>> binary,
            BiFunction<Integer, String, ? extends Uni<?>> close) {
        this.text = text;
        this.binary = binary;
        this.close = close;
    }

    /**
     * Called for each text message.
     *
     * @param callback gets the text
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onText(Consumer<String> callback) {
        return onTextAsync(ended(callback));
    }

    /**
     * Called for each text message.
     *
     * @param callback gets the text and returns what the next message waits for; {@code null} for nothing
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onTextAsync(Function<String, ? extends Uni<?>> callback) {
        return new WebsocketCallbacks(Objects.requireNonNull(callback), binary, close);
    }

    /**
     * Called for each binary message.
     *
     * @param callback gets the bytes
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onBinary(Consumer<Buffer> callback) {
        return onBinaryAsync(ended(callback));
    }

    /**
     * Called for each binary message.
     *
     * @param callback gets the bytes and returns what the next message waits for; {@code null} for nothing
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onBinaryAsync(Function<Buffer, ? extends Uni<?>> callback) {
        return new WebsocketCallbacks(text, Objects.requireNonNull(callback), close);
    }

    /**
     * Called once when the connection is closed, by whomever, after the callbacks of all messages.
     *
     * @param callback takes nothing
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onClose(Runnable callback) {
        Objects.requireNonNull(callback);
        return onClose((code, reason) -> callback.run());
    }

    /**
     * Called once when the connection is closed, by whomever, after the callbacks of all messages.
     *
     * @param callback gets the close code of the side that closed first, and its reason, empty if it gave none; 1005 if the
     *        client gave no code, 1006 if the connection broke off
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onClose(BiConsumer<Integer, String> callback) {
        Objects.requireNonNull(callback);
        return onCloseAsync((code, reason) -> {
            callback.accept(code, reason);
            return null;
        });
    }

    /**
     * Called once when the connection is closed, by whomever, after the callbacks of all messages.
     *
     * @param callback gets the close code and the reason as in {@link #onClose(BiConsumer)}; termination of the application
     *        waits for the returned {@code Uni}
     * @return these callbacks and this one
     */
    public WebsocketCallbacks onCloseAsync(BiFunction<Integer, String, ? extends Uni<?>> callback) {
        return new WebsocketCallbacks(text, binary, Objects.requireNonNull(callback));
    }

    private static <T> Function<T, Uni<?>> ended(Consumer<T> callback) {
        Objects.requireNonNull(callback);
        return message -> {
            callback.accept(message);
            return null;
        };
    }

    private static final class Access extends CallbackAccess {

        @Override
        public Function<String, ? extends Uni<?>> text(WebsocketCallbacks callbacks) {
            return callbacks.text;
        }

        @Override
        public Function<Buffer, ? extends Uni<?>> binary(WebsocketCallbacks callbacks) {
            return callbacks.binary;
        }

        @Override
        public BiFunction<Integer, String, ? extends Uni<?>> close(WebsocketCallbacks callbacks) {
            return callbacks.close;
        }
    }
}
