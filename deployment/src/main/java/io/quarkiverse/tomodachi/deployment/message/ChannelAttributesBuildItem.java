package io.quarkiverse.tomodachi.deployment.message;

import java.util.Map;

import io.quarkus.builder.item.MultiBuildItem;

/** Attributes of channels, as full names of the configuration with their default values. */
public final class ChannelAttributesBuildItem extends MultiBuildItem {

    private final Map<String, String> defaults;

    ChannelAttributesBuildItem(Map<String, String> defaults) {
        this.defaults = Map.copyOf(defaults);
    }

    Map<String, String> getDefaults() {
        return defaults;
    }
}
