package io.quarkiverse.tomodachi.runtime.message;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.ChannelRegistry;

/** Connects handlers with the channels that bring their messages. */
@Singleton
public class MessageReceivers {

    private final ChannelRegistry channels;
    private final HandlerInvokers invokers;
    private final ServiceRegistry services;
    private final InFlight inFlight;

    MessageReceivers(ChannelRegistry channels, HandlerInvokers invokers, ServiceRegistry services, InFlight inFlight) {
        this.channels = channels;
        this.invokers = invokers;
        this.services = services;
        this.inFlight = inFlight;
    }

    /**
     * Subscribes the handlers to their channels.
     *
     * @return cancels all of the subscriptions; deliveries that were handed out keep their outcome
     */
    public Cancellable subscribe(List<MessageHandler> handlers) {
        List<Cancellable> subscriptions = new CopyOnWriteArrayList<>();
        for (MessageHandler handler : handlers) {
            Service service = services.get(handler.handler().service());
            MessageEnvelope envelope = handler.envelope() == null ? service.envelope() : handler.envelope().getValue();
            MessageReceiver receiver = new MessageReceiver(handler, envelope, invokers.create(handler.handler()),
                    new OutcomePolicy(service.config().retry()), inFlight);
            channels.getPublishers(handler.channel()).forEach(channel -> subscriptions.add(receiver.subscribe(channel)));
        }
        return () -> subscriptions.forEach(Cancellable::cancel);
    }
}
