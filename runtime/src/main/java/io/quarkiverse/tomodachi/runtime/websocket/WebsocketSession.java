package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.vertx.core.http.ServerWebSocket;

/**
 * Gives what a client sends to the callbacks, one message after the other: the next one is fetched when the callback of the
 * last
 * one has returned.
 */
final class WebsocketSession {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.websocket");

    private final ServerWebSocket socket;
    private final CompletableFuture<Void> closed;
    private final HandlerInvoker callbacks;
    private final String handler;

    /**
     * @param closed completes when the connection is closed, maybe before the handler has returned
     * @param callbacks runs callbacks as the handler itself was run
     */
    WebsocketSession(ServerWebSocket socket, CompletableFuture<Void> closed, HandlerInvoker callbacks, String handler) {
        this.socket = socket;
        this.closed = closed;
        this.callbacks = callbacks;
        this.handler = handler;
    }

    void begin(WebsocketHandlers handlers) {
        if (handlers.close() != null) {
            closed.thenRun(() -> call(handlers.close()));
        }
        try {
            socket.textMessageHandler(text -> deliver(handlers.text(), text));
            socket.binaryMessageHandler(data -> deliver(handlers.binary(), data));
            socket.resume();
        } catch (IllegalStateException e) {
            LOG.debugf("A websocket connection of %s was closed before its handler had returned", handler);
        }
    }

    private <T> void deliver(Consumer<T> callback, T message) {
        if (callback == null) {
            return;
        }
        socket.pause();
        call(() -> callback.accept(message)).whenComplete((result, failure) -> {
            if (!closed.isDone()) {
                socket.resume();
            }
        });
    }

    private CompletableFuture<Object> call(Runnable callback) {
        return callbacks.invoke(new CallbackInvocation(callback)).toCompletableFuture().whenComplete((result, failure) -> {
            if (failure != null) {
                LOG.errorf(Failures.unwrap(failure), "A websocket callback of %s failed", handler);
            }
        });
    }
}
