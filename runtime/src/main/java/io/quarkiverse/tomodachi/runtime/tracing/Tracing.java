package io.quarkiverse.tomodachi.runtime.tracing;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;

/** The tracer of the application. */
@Singleton
public class Tracing {

    private static final String SCOPE = "io.quarkiverse.tomodachi";

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final boolean enabled;

    Tracing(OpenTelemetry openTelemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "false") boolean disabled) {
        this.tracer = openTelemetry.getTracer(SCOPE);
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.enabled = !disabled;
    }

    /** Whether spans go anywhere. If not, nobody has to be asked for any. */
    boolean isEnabled() {
        return enabled;
    }

    Tracer tracer() {
        return tracer;
    }

    TextMapPropagator propagator() {
        return propagator;
    }
}
