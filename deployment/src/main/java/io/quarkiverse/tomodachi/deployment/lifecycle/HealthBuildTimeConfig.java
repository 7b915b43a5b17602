package io.quarkiverse.tomodachi.deployment.lifecycle;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Health checks. */
@ConfigMapping(prefix = "quarkus.tomodachi.health")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface HealthBuildTimeConfig {

    /**
     * Whether an application with `quarkus-smallrye-health` has readiness checks of its services and their transports.
     */
    @WithDefault("true")
    boolean enabled();
}
