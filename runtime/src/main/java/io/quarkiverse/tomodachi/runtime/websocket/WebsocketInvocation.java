package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.List;

import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/** A client has opened a connection. */
public final class WebsocketInvocation extends HttpInvocation {

    private final VertxWebsocketConnection connection;

    /** @param connection {@code null} as long as it is not decided whether there will be one */
    public WebsocketInvocation(RoutingContext context, List<String> names, String[] groups,
            VertxWebsocketConnection connection) {
        super(context, names, groups, null);
        this.connection = connection;
    }

    /** The connection outlives the request: the handler gets a context of its own. */
    @Override
    public Context context() {
        return null;
    }

    @Override
    public boolean accepts(Object result) {
        return result == null || result instanceof WebsocketHandlers;
    }

    /** The request was answered before. */
    @Override
    public boolean isRequest() {
        return false;
    }

    /** Callbacks are told of the end of the connection, and only a handler that completes gives them. */
    @Override
    public void onAbandoned(Runnable cancellation) {
        // the result is waited for
    }

    public VertxWebsocketConnection connection() {
        return connection;
    }
}
