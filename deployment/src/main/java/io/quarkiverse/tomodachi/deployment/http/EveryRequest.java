package io.quarkiverse.tomodachi.deployment.http;

import java.util.function.Function;

import io.quarkus.vertx.http.deployment.RouteBuildItem;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Routes that all requests below the root path come to. */
public final class EveryRequest {

    private EveryRequest() {
    }

    /**
     * A route without a path, which only the deprecated function can make: for the path {@code /*} the router would compare
     * each request's path, and keep a copy of it among the path parameters.
     */
    @SuppressWarnings("deprecation")
    public static RouteBuildItem route(Function<Router, Route> route, Handler<RoutingContext> handler) {
        return RouteBuildItem.builder().routeFunction(route).handler(handler).build();
    }
}
