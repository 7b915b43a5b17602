package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRouteTable.Match;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/** What is known of a request from its match on; one entry of the routing context, which only one thread may change. */
final class HttpExchange {

    private static final String KEY = HttpExchange.class.getName();

    private final Match match;
    private volatile Context vertxContext;

    HttpExchange(Match match) {
        this.match = match;
    }

    static void begin(RoutingContext routing, Match match) {
        routing.put(KEY, new HttpExchange(match));
    }

    /** @return {@code null} if no match was looked for */
    static HttpExchange of(RoutingContext routing) {
        return routing.get(KEY);
    }

    /** @return {@code null} if no match was looked for */
    static Match matchOf(RoutingContext routing) {
        HttpExchange exchange = of(routing);
        return exchange == null ? null : exchange.match;
    }

    /** @return {@code null} if the request has no route */
    static HttpRoute routeOf(RoutingContext routing) {
        Match match = matchOf(routing);
        return match == null ? null : match.route();
    }

    /** The context that the handler was called with, {@code null} before. */
    Context vertxContext() {
        return vertxContext;
    }

    void handledBy(Context context) {
        vertxContext = context;
    }
}
