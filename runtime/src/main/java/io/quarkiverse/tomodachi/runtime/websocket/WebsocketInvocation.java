package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** A client has opened a connection. */
public final class WebsocketInvocation extends HttpInvocation {

    private final VertxWebsocketConnection connection;
    private final Context ownContext;
    private final List<Runnable> cancellations = new ArrayList<>();
    private boolean abandoned;

    /** @param connection {@code null} as long as it is not decided whether there will be one */
    public WebsocketInvocation(RoutingContext context, List<String> names, String[] groups,
            VertxWebsocketConnection connection) {
        super(context, names, groups, null, false);
        this.connection = connection;
        this.ownContext = connection == null ? null : CallContexts.next(Vertx.currentContext());
    }

    /** The connection outlives the request: the handler gets a context of its own, on the same event loop. */
    @Override
    public Context context() {
        return ownContext;
    }

    @Override
    public String trigger() {
        return connection == null ? "" : connection.endpoint().description().url();
    }

    @Override
    public boolean accepts(Object result) {
        return result == null || result instanceof WebsocketHandlers;
    }

    @Override
    public void begin(Runnable handler) {
        handler.run();
    }

    /** The request was answered before. */
    @Override
    public boolean isRequest() {
        return false;
    }

    /** Nobody is there any more who could use what a handler gives that has not completed. */
    @Override
    public void onAbandoned(Runnable cancellation) {
        synchronized (cancellations) {
            if (!abandoned) {
                cancellations.add(cancellation);
                return;
            }
        }
        cancellation.run();
    }

    /** The connection is closed. */
    public void abandon() {
        List<Runnable> all;
        synchronized (cancellations) {
            abandoned = true;
            all = List.copyOf(cancellations);
            cancellations.clear();
        }
        all.forEach(Runnable::run);
    }

    /** The result is there, or there will be none. */
    public void answered() {
        synchronized (cancellations) {
            cancellations.clear();
        }
    }

    public VertxWebsocketConnection connection() {
        return connection;
    }
}
