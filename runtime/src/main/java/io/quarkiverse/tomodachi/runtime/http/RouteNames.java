package io.quarkiverse.tomodachi.runtime.http;

import jakarta.inject.Singleton;

import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells the metrics and spans that Quarkus makes of requests which pattern a request matched: its path would be another one
 * for each request. A bean only where there are any.
 */
@Singleton
public class RouteNames {

    /** What the extensions for Micrometer and OpenTelemetry look for, both in the context of the request. */
    private static final String NAME = "UrlPathTemplate";

    /** Has to come before the request is answered. */
    public void tell(RoutingContext routing, String pattern) {
        ((HttpServerRequestInternal) routing.request()).context().putLocal(NAME, pattern);
    }
}
