package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What kind of queue a handler has.
 *
 * @param ttl after how long without consumers a classic queue expires, 0 for never
 * @param quorum whether it is replicated
 * @param deliveryLimit how often a quorum queue delivers a message again, 0 for the broker's default
 * @param singleActiveConsumer whether only one consumer gets messages at a time
 * @param maxPriority its highest priority, 0 for none
 * @param others further arguments
 */
public record QueueSettings(Duration ttl, boolean quorum, int deliveryLimit, boolean singleActiveConsumer, int maxPriority,
        Map<String, Object> others) {

    /**
     * The arguments of the queue. A classic queue has none for its dead letters, so that its declaration agrees with that of
     * the Python library; the application moves them. The broker moves those of a quorum queue too, at the delivery limit. A
     * quorum queue expires only if that is said of it: the broker counts neither its declarations nor what the handler is
     * paused for, so that a pause would cost its messages.
     *
     * @param deadLetters where dead letters go, may be {@code null}
     */
    public Map<String, Object> arguments(DeadLetters deadLetters) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (!ttl.isZero() && !quorum) {
            arguments.put(AmqpArguments.EXPIRES, AmqpArguments.number(ttl.toMillis()));
        }
        if (quorum) {
            arguments.put("x-queue-type", "quorum");
            if (deadLetters != null) {
                addDeadLetters(arguments, deadLetters);
            }
        }
        if (deliveryLimit > 0) {
            arguments.put(AmqpArguments.DELIVERY_LIMIT, deliveryLimit);
        }
        if (singleActiveConsumer) {
            arguments.put("x-single-active-consumer", true);
        }
        if (maxPriority > 0) {
            arguments.put("x-max-priority", maxPriority);
        }
        arguments.putAll(others);
        return arguments;
    }

    /** Brokers move them without loss only if the queue does not drop messages otherwise either. */
    private void addDeadLetters(Map<String, Object> arguments, DeadLetters deadLetters) {
        arguments.put(AmqpArguments.DEAD_LETTER_EXCHANGE, deadLetters.exchange());
        arguments.put(AmqpArguments.DEAD_LETTER_ROUTING_KEY, deadLetters.routingKey());
        if (!others.containsKey(AmqpArguments.OVERFLOW)) {
            arguments.put(AmqpArguments.OVERFLOW, "reject-publish");
            arguments.put("x-dead-letter-strategy", "at-least-once");
        }
    }
}
