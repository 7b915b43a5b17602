package io.quarkiverse.tomodachi.deployment.websocket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketCallbacks;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.http.ClientAddressBinder;
import io.quarkiverse.tomodachi.deployment.http.EveryRequest;
import io.quarkiverse.tomodachi.deployment.http.HttpHandlersBuildItem;
import io.quarkiverse.tomodachi.deployment.http.PathGroupBinder;
import io.quarkiverse.tomodachi.deployment.http.UrlCheck;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.AsynchronousTypes;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.EveryRequestRecorder;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument.Part;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketCompression;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketDescription;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketHandling;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketRecorder;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketTransport;
import io.quarkiverse.tomodachi.runtime.websocket.broadcast.ConnectionRegistry;
import io.quarkiverse.tomodachi.runtime.websocket.connection.ConnectionArgument;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.SystemPropertyBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.RouteBuildItem;

/** Websocket handlers. */
class WebsocketProcessor {

    private static final String TRANSPORT = "websocket";
    /** Before the routes of HTTP handlers, which may have a wider pattern. */
    private static final int ORDER = 90;
    /** After everything that could know the path, and before HTTP handlers tell that nobody did. */
    private static final int LAST_ORDER = Integer.MAX_VALUE - 1001;

    private static final DotName WEBSOCKET = DotName.createSimple(Websocket.class);
    private static final DotName WEBSOCKET_LIST = DotName.createSimple(Websocket.List.class);
    private static final DotName CONNECTION = DotName.createSimple(WebsocketConnection.class);
    private static final Set<DotName> RESULTS = Set.of(DotName.createSimple(WebsocketHandlers.class),
            DotName.createSimple(WebsocketCallbacks.class), DotName.createSimple(Void.class));
    /** A token of RFC 7230. */
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final DotName ROUTING_CONTEXT = DotName.createSimple("io.vertx.ext.web.RoutingContext");

    @BuildStep
    TriggerBuildItem trigger() {
        PathGroupBinder groups = new PathGroupBinder(parameter -> parameter.handler().annotation().value().asString());
        List<ArgumentBinder> binders = List.of(new ClientAddressBinder(),
                parameter -> parameter.hasType(CONNECTION) ? new ConnectionArgument() : null,
                parameter -> parameter.hasType(ROUTING_CONTEXT) ? new RoutingArgument(Part.CONTEXT) : null,
                groups, groups::refuseUnknown);
        return new TriggerBuildItem(WEBSOCKET, WEBSOCKET_LIST, TRANSPORT, binders, WebsocketProcessor::validate)
                .withMiddleware(MiddlewareKind.HTTP);
    }

    private static String literalUrl(TriggerMethod method) {
        String url = method.annotation().value().asString();
        return ConfiguredText.isExpression(url) ? null : url;
    }

    private static void validate(TriggerMethod method, Consumer<String> problems) {
        String url = method.annotation().value().asString();
        if (UrlCheck.expression(method, url, problems)) {
            UrlCheck.groups(method, url, problems);
        }
        for (String subprotocol : subprotocols(method)) {
            if (!subprotocol.matches(TOKEN)) {
                problems.accept("has the subprotocol '" + subprotocol + "', which cannot stand in a header; use letters, digits"
                        + " and punctuation other than separators");
            }
        }
        Type result = AsynchronousTypes.result(method.method().returnType());
        if (result.kind() != Type.Kind.VOID && !RESULTS.contains(result.name())) {
            problems.accept("returns " + result + "; return WebsocketHandlers, or nothing");
        }
    }

    private static List<String> subprotocols(TriggerMethod method) {
        return List.of(method.value("subprotocols").asStringArray());
    }

    @BuildStep
    void beans(CombinedIndexBuildItem index, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<SystemPropertyBuildItem> properties) {
        if (index.getIndex().getAnnotations(WEBSOCKET).isEmpty()
                && index.getIndex().getAnnotations(WEBSOCKET_LIST).isEmpty()) {
            return;
        }
        beans.produce(AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(WebsocketTransport.class, ConnectionRegistry.class).build());
        if (capabilities.isMissing(Capability.WEBSOCKETS_NEXT)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(WebsocketCompression.class));
            // else the server knows nothing of extensions of the protocol, compression among them
            properties.produce(new SystemPropertyBuildItem("vertx.disableWebsockets", "false"));
        }
    }

    @BuildStep
    void validate(List<HandlerBuildItem> handlers, BuildProducer<ValidationErrorBuildItem> errors) {
        Map<String, TriggerMethod> urls = new HashMap<>();
        for (HandlerBuildItem handler : own(handlers)) {
            String url = literalUrl(handler.getMethod());
            TriggerMethod first = url == null ? null : urls.putIfAbsent(PathPattern.parse(url).toString(), handler.getMethod());
            if (first != null) {
                errors.produce(new ValidationErrorBuildItem(new IllegalStateException(handler.getMethod().describe()
                        + " has the URL '" + url + "' like " + first.describe() + " and would never be called; give it another"
                        + " URL")));
            }
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void routes(List<HandlerBuildItem> handlers, WebsocketRecorder recorder, EveryRequestRecorder every,
            RecorderContext context,
            HttpRootPathBuildItem rootPath, Optional<HttpHandlersBuildItem> http, BuildProducer<RouteBuildItem> routes) {
        List<WebsocketDescription> descriptions = new ArrayList<>();
        for (HandlerBuildItem handler : own(handlers)) {
            descriptions.add(describe(handler, context));
        }
        if (descriptions.isEmpty()) {
            return;
        }
        RuntimeValue<WebsocketHandling> handling = recorder.handling(descriptions, rootPath.getRootPath(), http.isPresent());
        routes.produce(EveryRequest.route(every.route(ORDER), recorder.upgrade(handling)));
        routes.produce(EveryRequest.route(every.route(LAST_ORDER), recorder.unmatched(handling)));
    }

    private static List<HandlerBuildItem> own(List<HandlerBuildItem> handlers) {
        return handlers.stream().filter(handler -> TRANSPORT.equals(handler.getTransport())).sorted().toList();
    }

    private static WebsocketDescription describe(HandlerBuildItem handler, RecorderContext context) {
        TriggerMethod trigger = handler.getMethod();
        MethodInfo method = trigger.method();
        return new WebsocketDescription(handler.describe(context), trigger.annotation().value().asString(),
                new ArrayList<>(subprotocols(trigger)), method.declaringClass().name().toString(),
                trigger.service().getClassName().toString(), method.name(),
                new ArrayList<>(method.parameterTypes().stream().map(type -> type.name().toString()).toList()),
                trigger.value(UrlCheck.ALLOW_BACKTRACKING).asBoolean());
    }
}
