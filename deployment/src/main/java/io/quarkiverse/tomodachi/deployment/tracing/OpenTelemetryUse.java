package io.quarkiverse.tomodachi.deployment.tracing;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;

/** What an application uses OpenTelemetry for, as decided by the settings of its extension when it is built. */
public enum OpenTelemetryUse {

    TRACES("quarkus.otel.traces.enabled", true),
    METRICS("quarkus.otel.metrics.enabled", false);

    private static final String ALL = "quarkus.otel.enabled";

    private final String setting;
    private final boolean usual;

    OpenTelemetryUse(String setting, boolean usual) {
        this.setting = setting;
        this.usual = usual;
    }

    public boolean isIn(Capabilities capabilities) {
        return capabilities.isPresent(Capability.OPENTELEMETRY_TRACER) && isSet(ALL, true) && isSet(setting, usual);
    }

    private static boolean isSet(String setting, boolean usual) {
        return ConfigProvider.getConfig().getOptionalValue(setting, Boolean.class).orElse(usual);
    }
}
