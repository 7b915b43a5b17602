package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;

/**
 * Gives what a client sends to the callbacks, one message after the other: the next one is fetched when the callback of the
 * last
 * one has returned.
 */
final class WebsocketSession {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.websocket");

    private final ServerWebSocket socket;
    private final Context context;
    private final ExecutionModel model;
    private final String handler;

    WebsocketSession(ServerWebSocket socket, Context context, ExecutionModel model, String handler) {
        this.socket = socket;
        this.context = context;
        this.model = model;
        this.handler = handler;
    }

    void begin(WebsocketHandlers handlers) {
        socket.textMessageHandler(text -> deliver(handlers.text(), text));
        socket.binaryMessageHandler(data -> deliver(handlers.binary(), data));
        if (handlers.close() != null) {
            if (socket.isClosed()) {
                run(handlers.close());
            } else {
                socket.closeHandler(ignored -> run(handlers.close()));
            }
        }
        socket.resume();
    }

    private <T> void deliver(Consumer<T> callback, T message) {
        if (callback == null) {
            return;
        }
        if (model == ExecutionModel.EVENT_LOOP) {
            call(() -> callback.accept(message));
            return;
        }
        socket.pause();
        context.executeBlocking(() -> {
            call(() -> callback.accept(message));
            return null;
        }, true).onComplete(ignored -> socket.resume());
    }

    private void run(Runnable callback) {
        if (model == ExecutionModel.EVENT_LOOP) {
            call(callback);
        } else {
            context.executeBlocking(() -> {
                call(callback);
                return null;
            }, true);
        }
    }

    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "A websocket callback of %s failed", handler);
        }
    }
}
