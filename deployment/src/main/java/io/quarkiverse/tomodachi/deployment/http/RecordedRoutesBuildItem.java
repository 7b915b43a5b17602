package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;

import io.quarkiverse.tomodachi.runtime.http.HttpRouteDescription;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The routes of the application in declaration order, some hundreds in each part. */
final class RecordedRoutesBuildItem extends SimpleBuildItem {

    private final List<RuntimeValue<List<HttpRouteDescription>>> parts;

    RecordedRoutesBuildItem(List<RuntimeValue<List<HttpRouteDescription>>> parts) {
        this.parts = List.copyOf(parts);
    }

    List<RuntimeValue<List<HttpRouteDescription>>> getParts() {
        return parts;
    }
}
