package io.quarkiverse.tomodachi.deployment.staticfiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.deployment.http.EveryRequest;
import io.quarkiverse.tomodachi.deployment.http.HttpHandlersBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.runtime.http.EveryRequestRecorder;
import io.quarkiverse.tomodachi.runtime.staticfiles.PackagedFile;
import io.quarkiverse.tomodachi.runtime.staticfiles.ResourceFolder;
import io.quarkiverse.tomodachi.runtime.staticfiles.StaticFilesDescription;
import io.quarkiverse.tomodachi.runtime.staticfiles.StaticFilesHandler;
import io.quarkiverse.tomodachi.runtime.staticfiles.StaticFilesRecorder;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.RouteBuildItem;

/** Folders whose files are served. */
class StaticFilesProcessor {

    private static final String TRANSPORT = "static-files";
    /** After the handlers of requests, before the routes of other extensions that have no order of their own. */
    private static final int ORDER = 110;
    /** After everything that others put on the router, before the answer to what nobody knew. */
    private static final int LAST_ORDER = Integer.MAX_VALUE - 1002;

    private static final DotName STATIC = DotName.createSimple(HttpStatic.class);
    private static final DotName STATIC_LIST = DotName.createSimple(HttpStatic.List.class);

    @BuildStep
    TriggerBuildItem trigger() {
        return new TriggerBuildItem(STATIC, STATIC_LIST, TRANSPORT, List.of(), new StaticFilesValidator())
                .withDecoration(TriggerBuildItem.Decoration.NONE);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void routes(List<HandlerBuildItem> handlers, StaticFilesRecorder recorder, EveryRequestRecorder every,
            HttpRootPathBuildItem rootPath,
            Optional<HttpHandlersBuildItem> http, LaunchModeBuildItem launchMode, BuildProducer<RouteBuildItem> routes,
            BuildProducer<NativeImageResourceBuildItem> nativeResources) {
        List<StaticFilesDescription> descriptions = new ArrayList<>();
        for (HandlerBuildItem handler : handlers) {
            if (TRANSPORT.equals(handler.getTransport())) {
                StaticFilesTrigger trigger = StaticFilesTrigger.of(handler.getMethod());
                ResourceFolder resources = resources(trigger, launchMode.getLaunchMode());
                for (PackagedFile file : resources.files()) {
                    nativeResources.produce(new NativeImageResourceBuildItem(resources.name() + "/" + file.name()));
                }
                descriptions.add(trigger.describe(handler.getMethod().service().getName(), resources));
            }
        }
        if (!descriptions.isEmpty() && http.isPresent()) {
            RuntimeValue<StaticFilesHandler> files = recorder.handler(descriptions, rootPath.getRootPath(),
                    http.get().getHandlers());
            routes.produce(EveryRequest.route(every.route(ORDER), recorder.files(files)));
            routes.produce(EveryRequest.route(every.route(LAST_ORDER), recorder.unmatched(files)));
        }
    }

    private static ResourceFolder resources(StaticFilesTrigger trigger, LaunchMode mode) {
        String name = trigger.resource();
        return name == null ? new ResourceFolder(null, List.of(), List.of())
                : StaticResources.find(name, mode != LaunchMode.NORMAL);
    }
}
