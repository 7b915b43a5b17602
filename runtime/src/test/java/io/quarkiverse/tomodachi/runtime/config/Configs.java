package io.quarkiverse.tomodachi.runtime.config;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configurations of applications that are not started. */
public final class Configs {

    private Configs() {
    }

    /** @param settings of {@code quarkus.tomodachi}, without that prefix */
    public static TomodachiConfig of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((key, value) -> all.put("quarkus.tomodachi." + key, value));
        return new SmallRyeConfigBuilder().addDiscoveredConverters().withInterceptors(new ServiceSettingsFallback())
                .withMapping(TomodachiConfig.class).withSources(new PropertiesConfigSource(all, "test", 100)).build()
                .getConfigMapping(TomodachiConfig.class);
    }
}
