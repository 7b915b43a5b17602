package io.quarkiverse.tomodachi.deployment.tracing;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Traces. */
@ConfigMapping(prefix = "quarkus.tomodachi.tracing")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface TracingBuildTimeConfig {

    /**
     * Whether an application with `quarkus-opentelemetry` has spans of its handlers and of what they publish, and sends the
     * context of the trace along with messages.
     */
    @WithDefault("true")
    boolean enabled();
}
