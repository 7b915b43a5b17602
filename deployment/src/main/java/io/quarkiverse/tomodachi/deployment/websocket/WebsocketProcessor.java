package io.quarkiverse.tomodachi.deployment.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.http.PathGroupBinder;
import io.quarkiverse.tomodachi.deployment.http.UrlCheck;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument.Part;
import io.quarkiverse.tomodachi.runtime.websocket.ConnectionArgument;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketDescription;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketRecorder;
import io.quarkiverse.tomodachi.runtime.websocket.WebsocketTransport;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeansRuntimeInitBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Consume;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.spi.RouteBuildItem;

/** Websocket handlers. */
class WebsocketProcessor {

    private static final String TRANSPORT = "websocket";
    /** Before the routes of HTTP handlers, which may have a wider pattern. */
    private static final int ORDER = 90;

    private static final DotName WEBSOCKET = DotName.createSimple(Websocket.class);
    private static final DotName WEBSOCKET_LIST = DotName.createSimple(Websocket.List.class);
    private static final DotName CONNECTION = DotName.createSimple(WebsocketConnection.class);
    private static final DotName HANDLERS = DotName.createSimple(WebsocketHandlers.class);
    private static final DotName ROUTING_CONTEXT = DotName.createSimple("io.vertx.ext.web.RoutingContext");
    private static final Set<DotName> ASYNCHRONOUS = Set.of(DotName.createSimple("io.smallrye.mutiny.Uni"),
            DotName.createSimple("java.util.concurrent.CompletionStage"),
            DotName.createSimple("java.util.concurrent.CompletableFuture"));

    @BuildStep
    TriggerBuildItem trigger() {
        List<ArgumentBinder> binders = List.of(
                parameter -> parameter.hasType(CONNECTION) ? new ConnectionArgument() : null,
                parameter -> parameter.hasType(ROUTING_CONTEXT) ? new RoutingArgument(Part.CONTEXT) : null,
                new PathGroupBinder(parameter -> literalUrl(parameter.handler())));
        return new TriggerBuildItem(WEBSOCKET, WEBSOCKET_LIST, TRANSPORT, binders, WebsocketProcessor::validate)
                .withMiddleware(MiddlewareKind.HTTP);
    }

    private static String literalUrl(TriggerMethod method) {
        String url = method.annotation().value().asString();
        return ConfiguredText.isExpression(url) ? null : url;
    }

    private static void validate(TriggerMethod method, Consumer<String> problems) {
        String url = method.annotation().value().asString();
        if (UrlCheck.syntax(url, problems)) {
            UrlCheck.groups(method, url, problems);
        }
        Type result = method.method().returnType();
        if (ASYNCHRONOUS.contains(result.name()) && result.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            result = result.asParameterizedType().arguments().get(0);
        }
        if (result.kind() != Type.Kind.VOID && !result.name().equals(HANDLERS)
                && !result.name().toString().equals(Void.class.getName())) {
            problems.accept("returns " + result + "; return WebsocketHandlers, or nothing");
        }
    }

    @BuildStep
    void transport(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (!index.getIndex().getAnnotations(WEBSOCKET).isEmpty()
                || !index.getIndex().getAnnotations(WEBSOCKET_LIST).isEmpty()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(WebsocketTransport.class));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    @Consume(SyntheticBeansRuntimeInitBuildItem.class)
    void routes(List<HandlerBuildItem> handlers, WebsocketRecorder recorder, RecorderContext context,
            HttpRootPathBuildItem rootPath, BuildProducer<RouteBuildItem> routes) {
        List<WebsocketDescription> descriptions = new ArrayList<>();
        for (HandlerBuildItem handler : handlers) {
            if (TRANSPORT.equals(handler.getTransport())) {
                descriptions.add(new WebsocketDescription(handler.describe(context),
                        handler.getMethod().annotation().value().asString()));
            }
        }
        if (!descriptions.isEmpty()) {
            routes.produce(RouteBuildItem.newApplicationRoute("/*").withOrder(ORDER)
                    .withRequestHandler(recorder.handler(descriptions, rootPath.getRootPath())).build());
        }
    }
}
