package io.quarkiverse.tomodachi.runtime.config;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Adds {@link ServiceSettingsFallback} and {@link HttpServerKeys} to the configuration of the application. */
public class ServiceSettingsConfigBuilder implements ConfigBuilder {

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        return builder.withInterceptors(new ServiceSettingsFallback(), new HttpServerKeys());
    }
}
