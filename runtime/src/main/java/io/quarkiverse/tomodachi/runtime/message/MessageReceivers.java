package io.quarkiverse.tomodachi.runtime.message;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.outcome.OutcomePolicy;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.runtime.message.payload.PlainBytes;
import io.quarkiverse.tomodachi.runtime.message.settings.MessageSettings;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.smallrye.reactive.messaging.ChannelRegistry;

/** Connects handlers with the channels that bring their messages. */
@Singleton
public class MessageReceivers {

    private final ChannelRegistry channels;
    private final HandlerInvokers invokers;
    private final ServiceRegistry services;
    private final InFlight inFlight;
    private final Map<String, HandledMessages> handled = new ConcurrentHashMap<>();

    MessageReceivers(ChannelRegistry channels, HandlerInvokers invokers, ServiceRegistry services, InFlight inFlight) {
        this.channels = channels;
        this.invokers = invokers;
        this.services = services;
        this.inFlight = inFlight;
    }

    /**
     * The subscriptions of the handlers to their channels, none of which has begun.
     *
     * @param ended for a channel that was cancelled: completes when no message comes from there any more
     */
    public MessageSubscriptions subscriptions(List<MessageHandler> handlers, Function<String, CompletionStage<Void>> ended) {
        return new MessageSubscriptions(
                handlers.stream().map(handler -> new MessageSubscription(handler, channels, this::receiver, ended)).toList());
    }

    private Receiver<?, ?> receiver(MessageHandler handler) {
        Service service = services.get(handler.handler().service());
        MessageSettings settings = MessageSettings.of(handler.declared(), service.config());
        PayloadReader reader = new PayloadReader(envelope(handler, service),
                handler.parser() == null ? null : handler.parser().getValue());
        HandledMessages duplicates = duplicates(handler, settings);
        HandlerInvoker invoker = invokers.create(handler.handler());
        Settling settling = new Settling(handler, new OutcomePolicy(handler.handler().id(), settings.failure()));
        return handler.isBatch()
                ? new BatchReceiver(handler, settings.concurrency(), reader, duplicates, invoker, settling, inFlight)
                : new MessageReceiver(handler, settings.concurrency(), reader, duplicates, invoker, settling, inFlight);
    }

    private static MessageEnvelope envelope(MessageHandler handler, Service service) {
        MessageEnvelope envelope = handler.envelope() == null ? service.envelope() : handler.envelope().supplier().get();
        return envelope instanceof NoEnvelope none && handler.wantsBytes() ? new PlainBytes(none) : envelope;
    }

    /** One for all triggers of a method. */
    private HandledMessages duplicates(MessageHandler handler, MessageSettings settings) {
        return settings.deduplicate().isZero() ? null
                : handled.computeIfAbsent(handler.handler().service() + " " + handler.handler().id(),
                        id -> new HandledMessages(settings.deduplicate(), settings.remembered(), System::nanoTime));
    }
}
