package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.Map;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;

/** How often RabbitMQ delivers a message of a quorum queue again where nothing is said of that: 20 times since RabbitMQ 4. */
final class DefaultDeliveryLimit {

    private static final int FIRST_MAJOR = 4;

    private DefaultDeliveryLimit() {
    }

    /**
     * Whether messages that reach it are lost, for all that the declaration says. Policies of the broker are not known.
     *
     * @param broker the properties that the broker tells clients
     */
    static boolean loses(Map<String, Object> broker, QueueTopology topology) {
        return topology.quorum() && !topology.arguments().containsKey(AmqpArguments.DELIVERY_LIMIT)
                && !topology.arguments().containsKey(AmqpArguments.DEAD_LETTER_EXCHANGE)
                && "RabbitMQ".equals(String.valueOf(broker.get("product")))
                && major(String.valueOf(broker.get("version"))) >= FIRST_MAJOR;
    }

    /** @return 0 if that is no version */
    private static int major(String version) {
        int dot = version.indexOf('.');
        try {
            return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
