package io.quarkiverse.tomodachi.runtime.websocket;

/** Carries the routes between recorder methods. */
public final class WebsocketHandling {

    private final WebsocketRoutes routes;

    WebsocketHandling(WebsocketRoutes routes) {
        this.routes = routes;
    }

    WebsocketRoutes routes() {
        return routes;
    }
}
