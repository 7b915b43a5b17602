package io.quarkiverse.tomodachi.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.http.argument.BodyArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument.Part;
import io.quarkiverse.tomodachi.runtime.http.body.BodyReader;
import io.quarkiverse.tomodachi.runtime.http.body.TransferCoding;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkiverse.tomodachi.runtime.http.response.HttpResponseWriter;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRouteTable;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.http.security.PathPolicies;
import io.quarkiverse.tomodachi.runtime.http.server.ServerConnections;
import io.quarkiverse.tomodachi.runtime.json.JsonMapper;
import io.quarkiverse.tomodachi.runtime.json.JsonReaders;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

@Recorder
public class HttpRecorder {

    private final RuntimeValue<TomodachiConfig> config;

    private final RuntimeValue<VertxHttpConfig> http;

    public HttpRecorder(RuntimeValue<TomodachiConfig> config, RuntimeValue<VertxHttpConfig> http) {
        this.config = config;
        this.http = http;
    }

    /** @param translators made when the application is built, so that none is reachable whose library is not there */
    public RuntimeValue<HttpHandlers> handlers(List<RuntimeValue<List<HttpRouteDescription>>> recorded,
            List<HttpErrorDescription> errors, String rootPath, List<FailureTranslator> translators,
            ShutdownContext shutdown) {
        List<HttpRouteDescription> routes = recorded.stream().flatMap(part -> part.getValue().stream()).toList();
        ArcContainer container = Arc.container();
        JsonMapper mapper = JsonMapper.ofApplication();
        JsonReaders.use(mapper);
        shutdown.addLastShutdownTask(JsonReaders::forget);
        shutdown.addLastShutdownTask(RequestBeans::forget);
        HttpResponseWriter writer = new HttpResponseWriter(mapper);
        ServiceRegistry services = container.instance(ServiceRegistry.class).get();
        HandlerInvokers invokers = container.instance(HandlerInvokers.class).get();
        List<PathPattern> patterns = patterns(routes);
        List<HttpRoute> table = new ArrayList<>();
        for (HttpRouteDescription route : routes) {
            Defaults.check(route.handler());
            Service service = services.get(route.handler().service());
            table.add(new HttpRoute(route.handler().id(), service, Set.copyOf(route.methods()),
                    ConfiguredText.expand(route.url()), patterns.get(table.size()),
                    route.unlogged(), route.handler().arguments().stream().anyMatch(BodyArgument.class::isInstance),
                    route.handler().arguments().contains(new RoutingArgument(Part.CONTEXT)),
                    !route.handler().layers().isEmpty()
                            || route.handler().arguments().stream().anyMatch(RoutingArgument.class::isInstance),
                    route.format(), route.identified(), invokers.create(route.handler())));
        }
        RouteNames names = container.instance(RouteNames.class).get();
        HttpDispatcher dispatcher = new HttpDispatcher(new HttpRouteTable(table), writer,
                new HttpFailures(errorHandlers(errors, services, invokers), writer, List.copyOf(translators)),
                container.instance(AccessLog.class).get(), rootPath, bodyLimit(),
                PathPolicies.ofApplication(), names);
        HttpTransport transport = container.instance(HttpTransport.class).get();
        transport.use(dispatcher);
        transport.know(HttpHandlerInfos.of(routes, errors));
        return new RuntimeValue<>(new HttpHandlers(dispatcher, names));
    }

    private static ErrorHandlers errorHandlers(List<HttpErrorDescription> errors, ServiceRegistry services,
            HandlerInvokers invokers) {
        List<ErrorHandlers.ErrorHandler> handlers = new ArrayList<>();
        for (HttpErrorDescription error : errors) {
            Defaults.check(error.handler());
            handlers.add(new ErrorHandlers.ErrorHandler(error.status(), error.failure(),
                    services.get(error.handler().service()), error.format(), invokers.create(error.handler())));
        }
        return new ErrorHandlers(List.copyOf(handlers));
    }

    private static List<PathPattern> patterns(List<HttpRouteDescription> routes) {
        ConfiguredUrls urls = new ConfiguredUrls();
        List<PathPattern> read = new ArrayList<>();
        for (HttpRouteDescription route : routes) {
            read.add(urls.read(route.url(), route.allowBacktracking(), "@Http", route.handler()));
        }
        urls.check();
        return read;
    }

    /** Puts what comes before the handler on the route. */
    public Consumer<Route> beforeHandler(RuntimeValue<HttpHandlers> handlers, Handler<RoutingContext> bodyHandler) {
        HttpDispatcher dispatcher = handlers.getValue().dispatcher();
        BodyReader reader = new BodyReader(bodyHandler, bodyLimit());
        return new Consumer<>() {
            @Override
            public void accept(Route route) {
                route.handler(context -> dispatcher.enter(context, reader));
                route.failureHandler(dispatcher::fail);
            }
        };
    }

    /** Comes before everything else. */
    public Handler<RoutingContext> connections(RuntimeValue<HttpHandlers> handlers) {
        ServerConnections connections = Arc.container().instance(ServerConnections.class).get();
        HttpDispatcher dispatcher = handlers.getValue().dispatcher();
        return context -> {
            if (TransferCoding.isKnown(context.request())) {
                connections.handle(context);
            } else {
                connections.meet(context);
                dispatcher.refuseCoding(context);
            }
        };
    }

    /** Routes with a path are not asked about a request without one. */
    public void refuse(RuntimeValue<HttpHandlers> handlers, RuntimeValue<Router> root) {
        root.getValue().route().order(Integer.MIN_VALUE).failureHandler(handlers.getValue().dispatcher()::refuse);
    }

    public Handler<RoutingContext> refuseLargeBodies(RuntimeValue<HttpHandlers> handlers) {
        HttpDispatcher dispatcher = handlers.getValue().dispatcher();
        return dispatcher::refuseLargeBody;
    }

    private long bodyLimit() {
        return http.getValue().limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    public Handler<RoutingContext> handler(RuntimeValue<HttpHandlers> handlers) {
        return handlers.getValue().dispatcher()::execute;
    }

    public Handler<RoutingContext> unmatched(RuntimeValue<HttpHandlers> handlers) {
        return handlers.getValue().dispatcher()::unmatched;
    }
}
