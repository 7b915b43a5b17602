package io.quarkiverse.tomodachi.deployment;

import io.quarkiverse.tomodachi.runtime.config.ServiceSettingsConfigBuilder;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;

/** How settings of one service and of all services go together. */
class ConfigProcessor {

    @BuildStep
    RunTimeConfigBuilderBuildItem fallback() {
        return new RunTimeConfigBuilderBuildItem(ServiceSettingsConfigBuilder.class);
    }
}
