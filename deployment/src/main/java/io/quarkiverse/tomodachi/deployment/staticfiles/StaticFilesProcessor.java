package io.quarkiverse.tomodachi.deployment.staticfiles;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.deployment.http.UrlCheck;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.runtime.staticfiles.StaticFilesDescription;
import io.quarkiverse.tomodachi.runtime.staticfiles.StaticFilesRecorder;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.spi.RouteBuildItem;

/** Folders whose files are served. */
class StaticFilesProcessor {

    private static final String TRANSPORT = "static-files";
    /** After the handlers of requests, before the routes of other extensions that have no order of their own. */
    private static final int ORDER = 110;

    private static final DotName STATIC = DotName.createSimple(HttpStatic.class);
    private static final DotName STATIC_LIST = DotName.createSimple(HttpStatic.List.class);

    @BuildStep
    TriggerBuildItem trigger() {
        return new TriggerBuildItem(STATIC, STATIC_LIST, TRANSPORT, List.of(), StaticFilesProcessor::validate)
                .withDecoration(TriggerBuildItem.Decoration.NONE);
    }

    private static void validate(TriggerMethod method, Consumer<String> problems) {
        if (path(method).isBlank() || path(method).equals("/")) {
            problems.accept("has the path '" + path(method) + "'; name a folder");
        }
        if (UrlCheck.syntax(url(method), problems) && !ConfiguredText.isExpression(url(method))) {
            List<String> groups = PathPattern.parse(url(method)).groups();
            if (groups.stream().anyMatch(group -> !"filename".equals(group))) {
                problems.accept("has groups " + groups + " in its URL; only 'filename' means something here, make the others"
                        + " groups without name: (?:…)");
            }
        }
    }

    private static String path(TriggerMethod method) {
        return method.annotation().value("path").asString();
    }

    private static String url(TriggerMethod method) {
        return method.annotation().value("url").asString();
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void routes(List<HandlerBuildItem> handlers, StaticFilesRecorder recorder, HttpRootPathBuildItem rootPath,
            BuildProducer<RouteBuildItem> routes) {
        List<StaticFilesDescription> descriptions = new ArrayList<>();
        for (HandlerBuildItem handler : handlers) {
            if (TRANSPORT.equals(handler.getTransport())) {
                descriptions.add(new StaticFilesDescription(path(handler.getMethod()), url(handler.getMethod())));
            }
        }
        if (!descriptions.isEmpty()) {
            routes.produce(RouteBuildItem.newApplicationRoute("/*").withOrder(ORDER)
                    .withRequestHandler(recorder.handler(descriptions, rootPath.getRootPath())).build());
        }
    }
}
