package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRouteTable.Match;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/** A request on its way: what it matched, and whether a failure of it is answered already. Safe for use on any thread. */
final class Exchange {

    private static final String KEY = Exchange.class.getName();

    /** {@code null} if nothing was looked for. */
    private final Match match;
    private volatile boolean failing;
    private volatile Context vertxContext;

    private Exchange(Match match) {
        this.match = match;
    }

    static Exchange begin(RoutingContext context, Match match) {
        Exchange exchange = new Exchange(match);
        context.put(KEY, exchange);
        return exchange;
    }

    /** The exchange of the request. One that matched nothing is to be asked for on the event loop. */
    static Exchange of(RoutingContext context) {
        Exchange known = known(context);
        return known != null ? known : begin(context, null);
    }

    /** @return {@code null} if nothing has begun */
    static Exchange known(RoutingContext context) {
        return context.get(KEY);
    }

    Match match() {
        return match;
    }

    /** @return {@code null} if none matched */
    HttpRoute route() {
        return match == null ? null : match.route();
    }

    /**
     * Claims the answer for a failure. An error handler may take its time on another thread, in which the request can fail
     * once more, or its handler end after all; the client gets one answer, that to the first failure.
     *
     * @return {@code false} if a failure is answered already
     */
    synchronized boolean fail() {
        if (failing) {
            return false;
        }
        failing = true;
        return true;
    }

    /** Leaves the answer to somebody else, who may come back with another failure. */
    void leave() {
        failing = false;
    }

    boolean isFailing() {
        return failing;
    }

    /** The context that the handler was called with, {@code null} before. */
    Context vertxContext() {
        return vertxContext;
    }

    void handledBy(Context context) {
        vertxContext = context;
    }
}
