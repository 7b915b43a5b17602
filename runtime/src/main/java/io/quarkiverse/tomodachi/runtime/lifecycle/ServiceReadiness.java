package io.quarkiverse.tomodachi.runtime.lifecycle;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether the services take work: not before they have started, and not from the first moment of termination. */
@Readiness
@Singleton
public class ServiceReadiness implements HealthCheck {

    private static final String NAME = "Tomodachi services";

    private final ServiceLifecycle lifecycle;

    ServiceReadiness(ServiceLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        String state = lifecycle.isTerminating() ? "terminating" : lifecycle.isReady() ? "ready" : "starting";
        return HealthCheckResponse.named(NAME).status(lifecycle.isReady()).withData("state", state).build();
    }
}
