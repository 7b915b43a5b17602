package io.quarkiverse.tomodachi.deployment.metrics;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Metrics. */
@ConfigMapping(prefix = "quarkus.tomodachi.metrics")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface MetricsBuildTimeConfig {

    /**
     * Whether an application with `quarkus-micrometer`, or else with `quarkus-opentelemetry` and
     * `quarkus.otel.metrics.enabled`, has metrics of its handlers and of what they publish.
     */
    @WithDefault("true")
    boolean enabled();
}
