package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

@Recorder
public class WebsocketRecorder {

    public Handler<RoutingContext> handler(List<WebsocketDescription> descriptions, String rootPath) {
        HandlerInvokers invokers = Arc.container().instance(HandlerInvokers.class).get();
        List<WebsocketRoutes.WebsocketRoute> routes = new ArrayList<>();
        for (WebsocketDescription description : descriptions) {
            routes.add(new WebsocketRoutes.WebsocketRoute(description.handler().id(),
                    PathPattern.parse(ConfiguredText.expand(description.url())), invokers.create(description.handler()),
                    invokers.create(description.handler(), CallbackInvocation::call)));
        }
        WebsocketRoutes handler = new WebsocketRoutes(routes, rootPath);
        Arc.container().instance(WebsocketTransport.class).get().use(handler);
        return handler;
    }
}
