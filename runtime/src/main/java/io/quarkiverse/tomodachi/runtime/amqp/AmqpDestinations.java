package io.quarkiverse.tomodachi.runtime.amqp;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;

/** What traces call the places that messages go to and come from, by OpenTelemetry's conventions for RabbitMQ. */
public final class AmqpDestinations {

    private static final String SYSTEM = "rabbitmq";
    private static final String PUBLISH = "publish";
    private static final String ROUTING_KEY = "messaging.rabbitmq.destination.routing_key";
    private static final String MESSAGE_ID = "messaging.message.id";
    private static final String DEFAULT_EXCHANGE = "amq.default";

    private AmqpDestinations() {
    }

    public static MessageFacts facts(AmqpMessage message, String queue) {
        String destination = name(message.exchangeName(), message.routingKey(),
                queue.equals(message.routingKey()) ? "" : queue);
        return new MessageFacts(SYSTEM, destination, message.messageId(), message.properties().timestamp(),
                details(message.routingKey()));
    }

    /** @param messageId what the publisher calls the message, {@code null} for nothing */
    public static PublishTarget.Span target(String exchange, String routingKey, String messageId) {
        Map<String, String> details = details(routingKey);
        if (messageId != null) {
            details.put(MESSAGE_ID, messageId);
        }
        return new PublishTarget.Span(SYSTEM, PUBLISH, name(exchange, routingKey, ""), details);
    }

    private static Map<String, String> details(String routingKey) {
        Map<String, String> details = new HashMap<>();
        if (!routingKey.isEmpty()) {
            details.put(ROUTING_KEY, routingKey);
        }
        return details;
    }

    private static String name(String... parts) {
        String name = Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(":"));
        return name.isEmpty() ? DEFAULT_EXCHANGE : name;
    }
}
