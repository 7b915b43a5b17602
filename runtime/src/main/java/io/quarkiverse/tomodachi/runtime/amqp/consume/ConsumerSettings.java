package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.amqp.topology.ExchangeBinding;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Refusals;

/**
 * What one channel of the connector consumes.
 *
 * @param id the method, different from all others
 * @param service the name of the service
 * @param handler service and method, for people
 * @param routingKeyPrefix what the service puts in front of routing keys
 * @param topology what it needs on the broker
 * @param consumption how it consumes
 * @param publishTimeout how long it may take to pass a message on
 */
record ConsumerSettings(String id, String service, String handler, String routingKeyPrefix, QueueTopology topology,
        Consumption consumption, Duration publishTimeout) {

    /** Whether rejected messages are kept: by the application, or by the broker as the arguments of the queue say. */
    boolean hasDeadLetterQueue() {
        return topology.deadLetters() != null || topology.arguments().containsKey(AmqpArguments.DEAD_LETTER_EXCHANGE);
    }

    /** What the handler was declared with: its routing key, else its exchange or queue. */
    String trigger() {
        if (topology.bindings().size() != 1) {
            return topology.queue();
        }
        ExchangeBinding binding = topology.bindings().get(0);
        String key = plainKey(binding.routingKey());
        return key.isEmpty() ? binding.exchange() : key;
    }

    /** The key as it was before it was put on the wire: without the prefix of the service, decoded. */
    String plainKey(String routingKey) {
        String key = AmqpNames.decode(routingKey);
        return key.startsWith(routingKeyPrefix) ? key.substring(routingKeyPrefix.length()) : key;
    }

    /** The failure of an attempt to consume in words, as an {@code IOException} in any case. */
    IOException refused(Exception failure) {
        return Refusals.explain(failure, "The application consumes from queue '" + topology.queue() + "'"
                + (consumption.exclusive() ? " exclusively, as one with competing = false does" : ""),
                consumption.exclusive() ? "Another instance with the same uuid may run; give each one its own"
                        + " quarkus.tomodachi.uuid, or none" : "See what else uses the queue");
    }

    /**
     * How a queue is consumed.
     *
     * @param prefetch how many unacknowledged messages the broker sends
     * @param priority the priority among the consumers of the queue, 0 by default
     * @param exclusive whether there may be no other consumer
     */
    record Consumption(int prefetch, int priority, boolean exclusive) {

        Map<String, Object> arguments() {
            return priority == 0 ? Map.of() : Map.of("x-priority", priority);
        }
    }
}
