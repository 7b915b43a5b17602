package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.List;
import java.util.function.BiConsumer;

import io.quarkiverse.tomodachi.runtime.http.HttpHandlers;
import io.quarkiverse.tomodachi.runtime.http.RouteNames;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpPaths;
import io.quarkiverse.tomodachi.runtime.http.routing.MatchingSteps;
import io.quarkiverse.tomodachi.runtime.http.routing.PathIndex;
import io.quarkiverse.tomodachi.runtime.http.routing.PathTooCostlyException;
import io.quarkiverse.tomodachi.runtime.http.security.PathPolicies;
import io.quarkiverse.tomodachi.runtime.websocket.handshake.Handshake;
import io.quarkiverse.tomodachi.runtime.websocket.handshake.WebsocketAcceptor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Finds the handler for a request. */
final class WebsocketRoutes {

    private final List<WebsocketEndpoint> endpoints;
    private final PathIndex index;
    private final WebsocketAcceptor acceptor;
    private final String rootPath;
    private final PathPolicies policies;
    private final boolean besideHttp;
    private final RouteNames names;

    /**
     * @param besideHttp whether handlers of requests have an answer to what nobody takes
     * @param names {@code null} if nobody asks for them
     */
    WebsocketRoutes(List<WebsocketEndpoint> endpoints, WebsocketAcceptor acceptor, String rootPath, boolean besideHttp,
            PathPolicies policies, RouteNames names) {
        this.names = names;
        this.policies = policies;
        this.endpoints = endpoints;
        this.index = new PathIndex(endpoints.stream().map(WebsocketEndpoint::pattern).toList());
        this.acceptor = acceptor;
        this.rootPath = rootPath;
        this.besideHttp = besideHttp;
    }

    /** Opens a connection where the request asks for one that there is a handler for. */
    void upgrade(RoutingContext context) {
        if (context.request().method() != HttpMethod.GET || !Handshake.isAskedFor(context.request())) {
            context.next();
            return;
        }
        find(context, (endpoint, groups) -> {
            if (policies.hold(context)) {
                acceptor.accept(context, endpoint, groups);
            } else {
                policies.check(context, () -> acceptor.accept(context, endpoint, groups));
            }
        }, (endpoint, refusal) -> HttpHandlers.refuse(context, refusal));
    }

    /** Answers a request that nobody else knew and that should have asked for a connection. */
    void unmatched(RoutingContext context) {
        find(context, (endpoint, groups) -> {
            if (context.request().method() == HttpMethod.GET) {
                acceptor.refuse(context, endpoint, 426);
            } else {
                context.response().putHeader(HttpHeaders.ALLOW, "GET");
                acceptor.refuse(context, endpoint, 405);
            }
        }, (endpoint, refusal) -> refuse(context, endpoint, refusal));
    }

    /** By whoever answers for all paths, if there is one. */
    private void refuse(RoutingContext context, WebsocketEndpoint endpoint, PathTooCostlyException refusal) {
        if (besideHttp) {
            HttpHandlers.refuse(context, refusal);
        } else {
            acceptor.refuse(context, endpoint, refusal.status());
        }
    }

    private void find(RoutingContext context, BiConsumer<WebsocketEndpoint, String[]> found,
            BiConsumer<WebsocketEndpoint, PathTooCostlyException> tooCostly) {
        String path = path(context);
        if (path == null) {
            context.next();
            return;
        }
        MatchingSteps steps = MatchingSteps.of(context);
        for (int candidate : index.candidates(path)) {
            WebsocketEndpoint endpoint = endpoints.get(candidate);
            String[] groups;
            try {
                groups = endpoint.pattern().match(path, steps);
            } catch (PathTooCostlyException e) {
                tooCostly.accept(endpoint, e);
                return;
            }
            if (groups != null) {
                if (names != null) {
                    names.tell(context, endpoint.description().url());
                }
                found.accept(endpoint, groups);
                return;
            }
        }
        context.next();
    }

    private String path(RoutingContext context) {
        try {
            return HttpPaths.of(context, rootPath);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
