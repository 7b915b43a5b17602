package io.quarkiverse.tomodachi.deployment.http;

import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.http.RouteNames;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;

/** Lets the metrics and spans that Quarkus makes of requests have the names of our routes. */
class RouteNamesProcessor {

    @BuildStep
    void names(Optional<MetricsCapabilityBuildItem> metrics, Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        if (metrics.isPresent() || capabilities.isPresent(Capability.OPENTELEMETRY_TRACER)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(RouteNames.class));
        }
    }
}
