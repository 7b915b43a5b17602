package io.quarkiverse.tomodachi.runtime.amqp.publish;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.service.InjectedService;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;

/** Makes the publishers that are injected. */
@Singleton
public class AmqpPublishers {

    private final ServiceRegistry services;
    private final AmqpSender sender;
    private final PublishObservers observers;
    private final long maxMessageSize;

    AmqpPublishers(ServiceRegistry services, AmqpSender sender, PublishObservers observers, AmqpConnectionConfig config) {
        this.services = services;
        this.sender = sender;
        this.observers = observers;
        this.maxMessageSize = config.maxMessageSize().asLongValue();
    }

    @Produces
    @Dependent
    AmqpPublisher publisher(InjectionPoint point) {
        return new ServiceAmqpPublisher(InjectedService.of(point, services), sender, observers, maxMessageSize);
    }

    @Produces
    @Dependent
    @ForService("")
    AmqpPublisher publisherForService(InjectionPoint point) {
        return new ServiceAmqpPublisher(InjectedService.of(point, services), sender, observers, maxMessageSize);
    }
}
