package io.quarkiverse.tomodachi.deployment.tracing;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/** Traces, where OpenTelemetry keeps them. Without it nothing of this is in the application. */
class TracingProcessor {

    /** By their names: without the library these classes cannot be loaded. */
    private static final String[] BEANS = { "io.quarkiverse.tomodachi.runtime.tracing.Tracing",
            "io.quarkiverse.tomodachi.runtime.tracing.HandlerSpans", "io.quarkiverse.tomodachi.runtime.tracing.PublishSpans" };

    @BuildStep
    void spans(TracingBuildTimeConfig config, Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        if (config.enabled() && OpenTelemetryUse.TRACES.isIn(capabilities)) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable().addBeanClasses(BEANS).build());
        }
    }
}
