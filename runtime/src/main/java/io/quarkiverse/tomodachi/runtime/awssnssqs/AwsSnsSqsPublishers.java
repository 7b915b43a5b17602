package io.quarkiverse.tomodachi.runtime.awssnssqs;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.service.InjectedService;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;

/** Gives publishers to what injects them. */
@Singleton
public class AwsSnsSqsPublishers {

    private final Instance<AwsSnsSqsEngine> engine;
    private final ServiceRegistry services;
    private final PublishObservers observers;

    AwsSnsSqsPublishers(Instance<AwsSnsSqsEngine> engine, ServiceRegistry services, PublishObservers observers) {
        this.engine = engine;
        this.services = services;
        this.observers = observers;
    }

    @Produces
    @Dependent
    AwsSnsSqsPublisher publisher(InjectionPoint point) {
        return engine.get().publisher(InjectedService.of(point, services), observers);
    }

    @Produces
    @Dependent
    @ForService("")
    AwsSnsSqsPublisher publisherForService(InjectionPoint point) {
        return engine.get().publisher(InjectedService.of(point, services), observers);
    }
}
