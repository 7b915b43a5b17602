package io.quarkiverse.tomodachi.runtime.websocket.broadcast;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.WebsocketConnections;
import io.quarkiverse.tomodachi.WebsocketSelection;
import io.quarkiverse.tomodachi.runtime.websocket.JsonMessages;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketDescription;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketEndpoint;
import io.quarkiverse.tomodachi.runtime.websocket.connection.VertxWebsocketConnection;

/** Knows the open connections. */
@Singleton
public class ConnectionRegistry implements WebsocketConnections {

    private final Set<VertxWebsocketConnection> open = ConcurrentHashMap.newKeySet();
    private volatile List<WebsocketDescription> handlers = List.of();
    private volatile JsonMessages json;

    public void use(List<WebsocketDescription> newHandlers, JsonMessages newJson) {
        this.handlers = List.copyOf(newHandlers);
        this.json = newJson;
    }

    public void add(VertxWebsocketConnection connection) {
        open.add(connection);
    }

    public void remove(VertxWebsocketConnection connection) {
        open.remove(connection);
    }

    /** How many connections of the handler are open. */
    public long count(WebsocketEndpoint endpoint) {
        return open.stream().filter(connection -> connection.endpoint() == endpoint).count();
    }

    @Override
    public WebsocketSelection all() {
        return select(handler -> true);
    }

    @Override
    public WebsocketSelection ofUrl(String url) {
        Predicate<WebsocketDescription> condition = handler -> handler.url().equals(url);
        if (handlers.stream().noneMatch(condition)) {
            throw new IllegalArgumentException("No websocket handler has the URL '" + url + "'; there are "
                    + handlers.stream().map(WebsocketDescription::url).toList());
        }
        return select(condition);
    }

    @Override
    public WebsocketSelection ofMethod(Class<?> service, String method) {
        Predicate<WebsocketDescription> condition = handler -> handler.method().equals(method)
                && (handler.serviceClass().equals(service.getName()) || handler.className().equals(service.getName()));
        if (handlers.stream().noneMatch(condition)) {
            throw new IllegalArgumentException(service.getName() + " has no websocket handler '" + method + "'; there are "
                    + handlers.stream().map(handler -> handler.handler().id()).toList());
        }
        return select(condition);
    }

    private WebsocketSelection select(Predicate<WebsocketDescription> condition) {
        return new ConnectionSelection(open, connection -> condition.test(((VertxWebsocketConnection) connection).endpoint()
                .description()), json);
    }
}
