package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpPaths;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

/** Accepts websocket connections and keeps them until they are closed. */
final class WebsocketRoutes implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.websocket");

    private static final short GOING_AWAY = 1001;
    private static final short POLICY_VIOLATION = 1008;
    private static final short FAILED = 1011;

    private final List<WebsocketRoute> routes;
    private final String rootPath;
    private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean paused;

    WebsocketRoutes(List<WebsocketRoute> routes, String rootPath) {
        this.routes = routes;
        this.rootPath = rootPath;
    }

    record WebsocketRoute(String id, PathPattern pattern, HandlerInvoker invoker, HandlerInvoker callbacks) {
    }

    @Override
    public void handle(RoutingContext context) {
        String path = path(context);
        if (path != null && context.request().method() == HttpMethod.GET) {
            for (WebsocketRoute route : routes) {
                String[] groups = route.pattern().match(path);
                if (groups != null) {
                    accept(context, route, groups);
                    return;
                }
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

    private void accept(RoutingContext context, WebsocketRoute route, String[] groups) {
        if (paused) {
            context.response().setStatusCode(503).putHeader(HttpHeaders.CONNECTION, "close").end();
            return;
        }
        if (!"websocket".equalsIgnoreCase(context.request().getHeader(HttpHeaders.UPGRADE))) {
            context.request().resume();
            context.response().setStatusCode(426).putHeader(HttpHeaders.UPGRADE, "websocket")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end("Upgrade Required");
            return;
        }
        context.request().toWebSocket().onSuccess(socket -> connected(context, route, groups, socket))
                .onFailure(failure -> {
                    LOG.debugf(failure, "A websocket handshake failed");
                    if (!context.response().ended()) {
                        context.response().setStatusCode(400).end();
                    }
                });
    }

    private void connected(RoutingContext context, WebsocketRoute route, String[] groups, ServerWebSocket socket) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        socket.pause();
        socket.closeHandler(ignored -> {
            open.remove(socket);
            closed.complete(null);
        });
        socket.exceptionHandler(failure -> LOG.debugf(failure, "A websocket connection of %s failed", route.id()));
        open.add(socket);
        WebsocketInvocation invocation = new WebsocketInvocation(context, groups, new VertxWebsocketConnection(socket));
        route.invoker().invoke(invocation).whenComplete((result, failure) -> {
            if (failure != null) {
                refuse(socket, route, Failures.unwrap(failure));
                return;
            }
            WebsocketHandlers handlers = result == null ? WebsocketHandlers.none() : (WebsocketHandlers) result;
            new WebsocketSession(socket, closed, route.callbacks(), route.id()).begin(handlers);
        });
    }

    /** What is the client's own mistake, such as a path that cannot be converted, is not for the error log. */
    private static void refuse(ServerWebSocket socket, WebsocketRoute route, Throwable failure) {
        if (failure instanceof HttpException) {
            LOG.debugf(failure, "A websocket connection of %s is refused", route.id());
            socket.close(POLICY_VIOLATION);
        } else {
            LOG.errorf(failure, "A websocket connection of %s is closed", route.id());
            socket.close(FAILED);
        }
    }

    /** Takes no further connections and closes the open ones. */
    Future<Void> closeAll() {
        paused = true;
        List<Future<Void>> closes = new ArrayList<>();
        open.forEach(socket -> closes.add(socket.close(GOING_AWAY)));
        return Future.join(closes).mapEmpty();
    }
}
