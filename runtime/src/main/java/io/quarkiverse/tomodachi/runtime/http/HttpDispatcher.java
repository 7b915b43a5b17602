package io.quarkiverse.tomodachi.runtime.http;

import java.util.Set;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.HttpRouteTable.Match;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes a request from match to response. On the router it is several handlers in a row, because the body is read between the
 * match and the call of the handler.
 */
final class HttpDispatcher {

    private static final String MATCH = HttpDispatcher.class.getName();

    private final HttpRouteTable routes;
    private final HttpResponseWriter writer;
    private final HttpFailures failures;
    private final AccessLog accessLog;
    private final String rootPath;

    HttpDispatcher(HttpRouteTable routes, HttpResponseWriter writer, HttpFailures failures, AccessLog accessLog,
            String rootPath) {
        this.routes = routes;
        this.writer = writer;
        this.failures = failures;
        this.accessLog = accessLog;
        this.rootPath = rootPath;
    }

    /** Finds the route, or lets the router go on to other routes. */
    void match(RoutingContext context) {
        String path;
        try {
            path = RequestPath.decode(HttpPaths.below(rootPath, context.request().path()));
        } catch (IllegalArgumentException e) {
            failures.respond(context, null, new HttpException(400, e.getMessage()));
            return;
        }
        Match match = routes.find(context.request().method().name(), path);
        context.put(MATCH, match);
        if (match.route() != null) {
            accessLog.onEnd(context, match.route().unlogged());
        }
        context.next();
    }

    /** Reads the body for a route that matched. */
    void readBody(RoutingContext context, Handler<RoutingContext> bodyHandler) {
        Match match = context.get(MATCH);
        if (match.route() != null && hasBody(context)) {
            bodyHandler.handle(context);
            return;
        }
        if (match.route() != null) {
            context.request().resume();
        }
        context.next();
    }

    private static boolean hasBody(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !"0".equals(length) : context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Calls the handler and writes its result. */
    void execute(RoutingContext context) {
        Match match = context.get(MATCH);
        HttpRoute route = match.route();
        if (route == null) {
            context.next();
            return;
        }
        route.invoker().invoke(new HttpInvocation(context, match.groups())).whenComplete((result, failure) -> {
            if (failure != null) {
                failures.respond(context, route, Failures.unwrap(failure));
                return;
            }
            try {
                writer.write(context, route.service(), 200, result);
            } catch (RuntimeException e) {
                failures.respond(context, route, e);
            }
        });
    }

    /** Answers what was raised on the way to the handler, such as a body that is too large. */
    void fail(RoutingContext context) {
        Match match = context.get(MATCH);
        if (match == null || match.route() == null) {
            context.next();
            return;
        }
        Throwable failure = context.failure();
        if (failure == null || context.statusCode() >= 400 && context.statusCode() != 500) {
            failure = new HttpException(context.statusCode() < 400 ? 500 : context.statusCode(), null, failure);
        }
        failures.respond(context, match.route(), failure);
    }

    /** The end of the router: nobody else knew the path either. */
    void unmatched(RoutingContext context) {
        Match match = context.get(MATCH);
        Set<String> allowed = match == null ? Set.of() : match.allowed();
        if (!allowed.isEmpty()) {
            accessLog.onEnd(context, Set.of());
            context.response().putHeader(HttpHeaders.ALLOW, String.join(",", allowed));
            failures.respond(context, null, new HttpException(405));
        } else if (failures.handles(404)) {
            accessLog.onEnd(context, Set.of());
            failures.respond(context, null, new HttpException(404));
        } else {
            context.next();
        }
    }
}
