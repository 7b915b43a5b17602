package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.WebsocketConfig;
import io.quarkiverse.tomodachi.runtime.http.ConfiguredUrls;
import io.quarkiverse.tomodachi.runtime.http.RouteNames;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.http.security.PathPolicies;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.json.JsonMapper;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.runtime.websocket.broadcast.ConnectionRegistry;
import io.quarkiverse.tomodachi.runtime.websocket.handshake.OriginPolicy;
import io.quarkiverse.tomodachi.runtime.websocket.handshake.WebsocketAcceptor;
import io.quarkiverse.tomodachi.runtime.websocket.session.CallbackInvocation;
import io.quarkiverse.tomodachi.runtime.websocket.session.Sessions;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.RoutingContext;

@Recorder
public class WebsocketRecorder {

    private final RuntimeValue<VertxHttpConfig> http;

    public WebsocketRecorder(RuntimeValue<VertxHttpConfig> http) {
        this.http = http;
    }

    public RuntimeValue<WebsocketHandling> handling(List<WebsocketDescription> descriptions, String rootPath,
            boolean besideHttp) {
        ArcContainer container = Arc.container();
        JsonMessages json = new JsonMessages(JsonMapper.ofApplication());
        ConnectionRegistry registry = container.instance(ConnectionRegistry.class).get();
        registry.use(descriptions, json);
        Sessions sessions = new Sessions(container.instance(InFlight.class).get(), registry);
        List<WebsocketEndpoint> endpoints = endpoints(descriptions, json);
        container.instance(WebsocketTransport.class).get().use(sessions, infos(descriptions));
        return new RuntimeValue<>(new WebsocketHandling(
                new WebsocketRoutes(endpoints, new WebsocketAcceptor(sessions, container.instance(AccessLog.class).get()),
                        rootPath, besideHttp, PathPolicies.ofApplication(), container.instance(RouteNames.class).get())));
    }

    private static List<HandlerInfo> infos(List<WebsocketDescription> descriptions) {
        return descriptions.stream().map(description -> new HandlerInfo(description.handler().service(),
                description.handler().id(), description.handler().transport(), ConfiguredText.expand(description.url())))
                .toList();
    }

    private List<WebsocketEndpoint> endpoints(List<WebsocketDescription> descriptions, JsonMessages json) {
        HandlerInvokers invokers = Arc.container().instance(HandlerInvokers.class).get();
        ServiceRegistry services = Arc.container().instance(ServiceRegistry.class).get();
        int messageLimit = http.getValue().websocketServer().maxMessageSize()
                .orElse(HttpServerOptions.DEFAULT_MAX_WEBSOCKET_MESSAGE_SIZE);
        List<PathPattern> patterns = patterns(descriptions);
        List<WebsocketEndpoint> endpoints = new ArrayList<>();
        for (WebsocketDescription description : descriptions) {
            Service service = services.get(description.handler().service());
            WebsocketConfig config = service.config().websocket();
            endpoints.add(
                    new WebsocketEndpoint(service, description,
                            patterns.get(endpoints.size()), config, new OriginPolicy(config.allowedOrigins()),
                            invokers.create(description.handler()),
                            invokers.create(description.handler(), CallbackInvocation::call), json, messageLimit));
        }
        return endpoints;
    }

    private static List<PathPattern> patterns(List<WebsocketDescription> descriptions) {
        ConfiguredUrls urls = new ConfiguredUrls();
        List<PathPattern> read = new ArrayList<>();
        for (WebsocketDescription description : descriptions) {
            read.add(urls.read(description.url(), description.allowBacktracking(), "@Websocket", description.handler()));
        }
        urls.check();
        return read;
    }

    public Handler<RoutingContext> upgrade(RuntimeValue<WebsocketHandling> handling) {
        return handling.getValue().routes()::upgrade;
    }

    public Handler<RoutingContext> unmatched(RuntimeValue<WebsocketHandling> handling) {
        return handling.getValue().routes()::unmatched;
    }
}
