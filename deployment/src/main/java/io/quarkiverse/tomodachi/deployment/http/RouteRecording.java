package io.quarkiverse.tomodachi.deployment.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.runtime.http.HttpRouteDescription;
import io.quarkiverse.tomodachi.runtime.http.HttpRoutesRecorder;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.builditem.MainBytecodeRecorderBuildItem;
import io.quarkus.deployment.recording.BytecodeRecorderImpl;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/**
 * Records routes into as many classes as they take. A build step has one class for all that it records, which is too small for
 * the constants of some thousand routes.
 */
final class RouteRecording {

    private static final int ROUTES_OF_A_CLASS = 500;

    private final BiFunction<HandlerBuildItem, RecorderContext, HttpRouteDescription> description;
    private final BuildProducer<MainBytecodeRecorderBuildItem> classes;

    RouteRecording(BiFunction<HandlerBuildItem, RecorderContext, HttpRouteDescription> description,
            BuildProducer<MainBytecodeRecorderBuildItem> classes) {
        this.description = description;
        this.classes = classes;
    }

    List<RuntimeValue<List<HttpRouteDescription>>> record(List<HandlerBuildItem> handlers) {
        List<RuntimeValue<List<HttpRouteDescription>>> parts = new ArrayList<>();
        for (int from = 0; from < handlers.size(); from += ROUTES_OF_A_CLASS) {
            parts.add(recordPart(handlers.subList(from, Math.min(from + ROUTES_OF_A_CLASS, handlers.size())), parts.size()));
        }
        return parts;
    }

    private RuntimeValue<List<HttpRouteDescription>> recordPart(List<HandlerBuildItem> handlers, int number) {
        BytecodeRecorderImpl recorder = new BytecodeRecorderImpl(false, HttpProcessor.class.getSimpleName(), "recordRoutes",
                String.valueOf(number), true);
        List<HttpRouteDescription> routes = new ArrayList<>();
        handlers.forEach(handler -> routes.add(description.apply(handler, recorder)));
        RuntimeValue<List<HttpRouteDescription>> part = recorder.getRecordingProxy(HttpRoutesRecorder.class).routes(routes);
        classes.produce(new MainBytecodeRecorderBuildItem(recorder));
        return part;
    }
}
