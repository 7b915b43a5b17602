package io.quarkiverse.tomodachi.runtime.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.impl.ContextInternal;
import io.vertx.ext.web.RoutingContext;

/** Knows the Vert.x context of a request, on whatever thread that is asked. */
public final class VertxContexts {

    private static final String KEY = VertxContexts.class.getName();

    private VertxContexts() {
    }

    /**
     * Remembers the context for what happens to the request later, on threads that know nothing of it. To be called before
     * any of them has the request.
     */
    static void remember(RoutingContext routing) {
        routing.put(KEY, of(routing));
    }

    /** The context that filters and handlers of the request share. */
    public static Context of(RoutingContext routing) {
        Context remembered = routing.get(KEY);
        if (remembered != null) {
            return remembered;
        }
        Exchange exchange = Exchange.known(routing);
        if (exchange != null && exchange.vertxContext() != null) {
            return exchange.vertxContext();
        }
        Context current = Vertx.currentContext();
        ContextInternal own = (ContextInternal) ((HttpServerRequestInternal) routing.request()).context();
        // of pipelined requests Quarkus makes another one, on the same event loop
        boolean shared = current instanceof ContextInternal internal && internal.isDuplicate()
                && internal.nettyEventLoop() == own.nettyEventLoop() && internal.isEventLoopContext();
        return shared ? current : own;
    }
}
