package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.time.Duration;
import java.util.Objects;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.amqp.AmqpDestinations;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AmqpConfig;
import io.quarkiverse.tomodachi.runtime.message.AwaitingCall;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.smallrye.mutiny.Uni;

/** Publishes for one service. */
final class ServiceAmqpPublisher implements AmqpPublisher {

    private final Service service;
    private final AmqpSender sender;
    private final PublishObservers observers;
    private final long maxMessageSize;

    /** @param maxMessageSize how many bytes a body may have */
    ServiceAmqpPublisher(Service service, AmqpSender sender, PublishObservers observers, long maxMessageSize) {
        this.service = service;
        this.sender = sender;
        this.observers = observers;
        this.maxMessageSize = maxMessageSize;
    }

    @Override
    public Uni<Void> publish(Object data, String routingKey, PublishOptions options) {
        return publish(data, routingKey, options, sender.outcome());
    }

    /** Nothing of the application runs when the outcome is known, so that nobody has to be found to run it. */
    @Override
    public void publishAndAwait(Object data, String routingKey, PublishOptions options) {
        AwaitingCall.check("publishAndAwait", "publish");
        publish(data, routingKey, options, new PublishOutcome(OutcomePlace.HERE, null)).await().indefinitely();
    }

    private Uni<Void> publish(Object data, String routingKey, PublishOptions options, PublishOutcome outcome) {
        try {
            sender.sendWithinLimits(publication(data, routingKey, options, outcome));
        } catch (Exception | Error e) {
            // who watches, and who has the room, hear of the end in any case
            return outcome.failed(e);
        }
        return outcome.uni();
    }

    private Publication publication(Object data, String routingKey, PublishOptions options, PublishOutcome outcome)
            throws Exception {
        Objects.requireNonNull(routingKey, "routingKey");
        SentProperties.checkKnown(options);
        MessageEnvelope envelope = options.envelope() == null ? service.envelope() : options.envelope();
        Publication.Target target = target(routingKey, options);
        BasicProperties properties = SentProperties.of(options, envelope.contentType(data));
        Duration timeout = SentProperties.timeout(options, service.config().amqp().publishTimeout());
        Publishing publishing = observers.isEmpty() ? Publishing.NONE : begin(target, properties);
        outcome.watch(publishing);
        byte[] body = envelope.buildBytes(service, routingKey, data);
        checkSize(target, body);
        return new Publication(target, new Publication.Content(SentHeaders.add(properties, publishing.fields()),
                properties.getMessageId() == null, body), timeout, outcome);
    }

    private Publishing begin(Publication.Target target, BasicProperties properties) {
        return observers.begin(() -> new PublishTarget(service.name(), "amqp", target.exchange(),
                AmqpDestinations.target(target.exchange(), target.routingKey(), properties.getMessageId())));
    }

    private Publication.Target target(String routingKey, PublishOptions options) {
        AmqpConfig config = service.config().amqp();
        String exchange = options.exchange() == null ? config.exchangeName() : options.exchange();
        String prefix = options.prefix() != null ? options.prefix() : config.routingKeyPrefix().orElse("");
        // the default exchange takes the full name of a queue, which is never encoded
        String key = !exchange.isEmpty() ? AmqpNames.routingKey(prefix, routingKey)
                : options.prefix() == null ? routingKey : prefix + routingKey;
        checkLength("routing key", key);
        checkLength("exchange", exchange);
        return new Publication.Target(exchange, key, !Boolean.FALSE.equals(options.get("mandatory")),
                ExchangeDeclaration.of(exchange, exchange.equals(config.exchangeName())));
    }

    /** The broker would close the channel, and what others have published there be unconfirmed. */
    private void checkSize(Publication.Target target, byte[] body) throws AmqpPublishException {
        if (body.length > maxMessageSize) {
            throw new AmqpPublishException(Reason.NOT_SENT, "The message to " + target + " was not sent: it has " + body.length
                    + " bytes, and quarkus.tomodachi.amqp.max-message-size allows " + maxMessageSize, null);
        }
    }

    private static void checkLength(String what, String name) {
        if (AmqpNames.bytes(name) > AmqpNames.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "The " + what + " '" + name + "' is longer than " + AmqpNames.MAX_BYTES + " bytes");
        }
    }
}
