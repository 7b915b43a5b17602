package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;

/** Tells of each transport whether it is ready, and why not. A broker that is gone is no reason to restart the application. */
@Readiness
@Singleton
public class TransportReadiness implements HealthCheck {

    private static final String NAME = "Tomodachi transports";

    private final List<Transport> transports;

    TransportReadiness(@All List<Transport> transports) {
        this.transports = transports;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        boolean ready = true;
        for (Transport transport : transports) {
            TransportHealth health = transport.health();
            ready &= health.ready();
            response.withData(transport.name(), health.ready() ? "UP" : "DOWN");
            health.details().forEach((part, detail) -> response.withData(transport.name() + ": " + part, detail));
        }
        return response.status(ready).build();
    }
}
