package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.websocket.WebsocketEndpoint;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketInvocation;
import io.quarkiverse.tomodachi.runtime.websocket.broadcast.ConnectionRegistry;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** How many websocket connections are open. */
@Singleton
public class WebsocketMetrics implements InvocationObserver.Factory {

    private final Meters meters;
    private final Instance<ConnectionRegistry> connections;
    private final Map<HandlerLabels, WebsocketEndpoint> known = new ConcurrentHashMap<>();

    WebsocketMetrics(Meters meters, Instance<ConnectionRegistry> connections) {
        this.meters = meters;
        this.connections = connections;
    }

    @Override
    public InvocationObserver create(HandlerDescription handler) {
        return new PerTrigger<>(invocation -> invocation instanceof WebsocketInvocation call
                ? known.computeIfAbsent(HandlerLabels.of(handler, invocation),
                        labels -> count(labels.labels(), call.connection().endpoint()))
                : null) {
            @Override
            Observation begin(WebsocketEndpoint found, Invocation invocation) {
                return null;
            }
        };
    }

    private WebsocketEndpoint count(Labels labels, WebsocketEndpoint endpoint) {
        ConnectionRegistry registry = connections.get();
        meters.gauge(Metric.WEBSOCKET_CONNECTIONS, labels, () -> registry.count(endpoint));
        return endpoint;
    }
}
