package io.quarkiverse.tomodachi.deployment;

import io.quarkus.builder.item.MultiBuildItem;

/** A service that the application was built without, by its profile or properties. Its settings may be there all the same. */
final class ExcludedServiceBuildItem extends MultiBuildItem {

    private final String name;

    ExcludedServiceBuildItem(String name) {
        this.name = name;
    }

    String getName() {
        return name;
    }
}
