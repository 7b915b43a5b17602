package io.quarkiverse.tomodachi.runtime.websocket.session;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.WebsocketCallbacks;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.websocket.CallContexts;
import io.quarkiverse.tomodachi.runtime.websocket.CallbackAccess;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketEndpoint;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketInvocation;
import io.quarkiverse.tomodachi.runtime.websocket.connection.CloseStatus;
import io.quarkiverse.tomodachi.runtime.websocket.connection.KeepAlive;
import io.quarkiverse.tomodachi.runtime.websocket.connection.SocketCloser;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection;
import io.quarkiverse.tomodachi.runtime.websocket.session.MessageAssembler.UnacceptableMessageException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;

/**
 * Leads a connection from the call of its handler to the callback for its end, one call after the other: the next frame is
 * fetched when the callback of the last message has ended, and the server stops reading from a client that is ahead. All state
 * belongs to the event loop of the connection.
 */
public final class WebsocketSession {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.websocket");

    private final ServerWebSocket socket;
    private final Context context;
    private final SocketCloser closer;
    private final WebsocketEndpoint endpoint;
    private final WebsocketInvocation connected;
    private final MessageAssembler assembler;
    private final KeepAlive keepAlive;
    private final UnreadPongs pongs;
    private final SessionListener listener;
    private final WebsocketLog log;

    private WebsocketCallbacks callbacks = WebsocketHandlers.none();
    /** The handler or one of its callbacks runs. */
    private boolean busy = true;
    /** This side has closed: what still comes is dropped. */
    private boolean closing;
    private boolean disconnected;
    private boolean ended;
    private CloseStatus received;

    public WebsocketSession(ServerWebSocket socket, Context context, WebsocketEndpoint endpoint, WebsocketInvocation connected,
            SocketCloser closer, SessionListener listener, WebsocketLog log) {
        this.socket = socket;
        this.context = context;
        this.closer = closer;
        this.endpoint = endpoint;
        this.connected = connected;
        this.listener = listener;
        this.log = log;
        this.assembler = new MessageAssembler(endpoint.messageLimit());
        this.pongs = new UnreadPongs(endpoint.config().sendBuffer().asLongValue());
        this.keepAlive = new KeepAlive(context.owner(), socket, closer, connected.connection(), () -> busy);
    }

    /** Is told what becomes of sessions. */
    public interface SessionListener {

        /** The connection is closed; callbacks may still run. */
        void disconnected(WebsocketSession session);

        /** The last callback has ended. */
        void ended(WebsocketSession session);
    }

    public void begin() {
        socket.pause();
        socket.frameHandler(this::frame);
        log.open();
        keepAlive.start();
        endpoint.invoker().invoke(connected).whenComplete((result, failure) -> context.runOnContext(ignored -> {
            connected.answered();
            if (failure != null) {
                failed(Failures.unwrap(failure));
            } else if (result != null) {
                callbacks = (WebsocketCallbacks) result;
            }
            next();
        }));
    }

    /** What is the client's own mistake is not for the error log. */
    private void failed(Throwable failure) {
        boolean refused = failure instanceof HttpException http && http.status() < 500
                || failure instanceof UnauthorizedException || failure instanceof ForbiddenException;
        if (disconnected && failure instanceof CancellationException) {
            LOG.debugf(failure, "The client of %s is gone", endpoint.id());
        } else if (refused) {
            LOG.debugf(failure, "A websocket connection of %s is refused", endpoint.id());
        } else {
            LOG.errorf(failure, "The websocket handler %s failed; its connection is closed", endpoint.id());
        }
        closer.close(new CloseStatus(refused ? CloseStatus.POLICY_VIOLATION : CloseStatus.FAILED, ""));
    }

    /** Nothing runs now: fetches what comes next, or ends. */
    private void next() {
        busy = false;
        keepAlive.messageHandled();
        if (ended) {
            return;
        }
        if (!closing) {
            socket.fetch(1);
        }
        if (disconnected) {
            // frames that came before the end are given out by a task that was queued by fetch
            context.runOnContext(ignored -> {
                if (!busy) {
                    end();
                }
            });
        }
    }

    private void frame(WebSocketFrame frame) {
        keepAlive.heard();
        if (frame.isPing() && !pongs.add(frame.binaryData().length(), closer.isWaitedFor())) {
            // a close frame would have to wait, too
            LOG.debugf("A websocket connection of %s is cut off: the client sends pings and does not read", endpoint.id());
            closer.disconnect();
            return;
        }
        if (frame.isClose()) {
            received = CloseStatus.parse(frame.binaryData());
        } else if (!closing && (frame.isText() || frame.isBinary() || frame.isContinuation())) {
            try {
                message(assembler.add(frame));
            } catch (UnacceptableMessageException e) {
                LOG.debugf("A websocket connection of %s is closed: %s", endpoint.id(), e.getMessage());
                closer.close(e.status());
            }
        }
    }

    private void message(Object message) {
        if (message instanceof String text && text() != null) {
            deliver(text(), text);
        } else if (message instanceof Buffer data && binary() != null) {
            deliver(binary(), data);
        } else {
            keepAlive.messageHandled();
            socket.fetch(1);
        }
    }

    private Function<String, ? extends Uni<?>> text() {
        return CallbackAccess.get().text(callbacks);
    }

    private Function<Buffer, ? extends Uni<?>> binary() {
        return CallbackAccess.get().binary(callbacks);
    }

    private <T> void deliver(Function<T, ? extends Uni<?>> callback, T message) {
        busy = true;
        callback(() -> callback.apply(message)).whenComplete((result, failure) -> context.runOnContext(ignored -> next()));
    }

    private CompletionStage<Object> callback(Callable<Uni<?>> callback) {
        return endpoint.callbacks().invoke(new CallbackInvocation(connected, callback, CallContexts.next(context)))
                .whenComplete((result, failure) -> {
                    if (failure != null) {
                        LOG.errorf(Failures.unwrap(failure), "A websocket callback of %s failed", endpoint.id());
                    }
                });
    }

    /** This side closes: the answer of the client stands behind everything that it has sent. */
    public void closing() {
        context.runOnContext(ignored -> {
            closing = true;
            socket.resume();
        });
    }

    /** The connection is closed. To be called on the event loop. */
    public void disconnected() {
        disconnected = true;
        keepAlive.stop();
        closer.closed();
        connected.connection().closed();
        listener.disconnected(this);
        if (busy) {
            connected.abandon();
        } else {
            next();
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        CloseStatus status = status();
        log.closed(status);
        BiFunction<Integer, String, ? extends Uni<?>> close = CallbackAccess.get().close(callbacks);
        if (close == null) {
            listener.ended(this);
            return;
        }
        callback(() -> close.apply(status.code(), status.reason()))
                .whenComplete((result, failure) -> listener.ended(this));
    }

    private CloseStatus status() {
        CloseStatus sent = closer.sent();
        return sent != null ? sent : received != null ? received : CloseStatus.BROKEN_OFF;
    }

    SocketCloser closer() {
        return closer;
    }

    VertxWebsocketConnection connection() {
        return connected.connection();
    }
}
