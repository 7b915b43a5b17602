package io.quarkiverse.tomodachi.deployment.metrics;

import java.util.Optional;

import io.quarkiverse.tomodachi.deployment.tracing.OpenTelemetryUse;
import io.quarkiverse.tomodachi.runtime.metrics.BatchMetrics;
import io.quarkiverse.tomodachi.runtime.metrics.HandlerMetrics;
import io.quarkiverse.tomodachi.runtime.metrics.MessageMetrics;
import io.quarkiverse.tomodachi.runtime.metrics.PauseMetrics;
import io.quarkiverse.tomodachi.runtime.metrics.PublishMetrics;
import io.quarkiverse.tomodachi.runtime.metrics.ScheduleMetrics;
import io.quarkiverse.tomodachi.runtime.metrics.WebsocketMetrics;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;

/** Metrics, where there is a library to keep them. Without one nothing of this is in the application. */
class MetricsProcessor {

    /** By their names: without their libraries these classes cannot be loaded. */
    private static final String MICROMETER = "io.quarkiverse.tomodachi.runtime.metrics.MicrometerMeters";
    private static final String OPEN_TELEMETRY = "io.quarkiverse.tomodachi.runtime.metrics.OpenTelemetryMeters";

    @BuildStep
    void meters(MetricsBuildTimeConfig config, Optional<MetricsCapabilityBuildItem> metrics, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (!config.enabled()) {
            return;
        }
        if (metrics.isPresent() && metrics.get().metricsSupported(MetricsFactory.MICROMETER)) {
            measure(MICROMETER, beans);
        } else if (OpenTelemetryUse.METRICS.isIn(capabilities)) {
            measure(OPEN_TELEMETRY, beans);
        }
    }

    private static void measure(String meters, BuildProducer<AdditionalBeanBuildItem> beans) {
        beans.produce(AdditionalBeanBuildItem.builder().setUnremovable().addBeanClass(meters)
                .addBeanClasses(HandlerMetrics.class, MessageMetrics.class, ScheduleMetrics.class, WebsocketMetrics.class,
                        PublishMetrics.class, BatchMetrics.class, PauseMetrics.class)
                .build());
    }
}
