package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.AmqpConfig;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;

/**
 * What one channel of the connector consumes.
 *
 * @param id the method, different from all others
 * @param handler service and method, for people
 * @param routingKeyPrefix what the service puts in front of routing keys
 * @param topology what it needs on the broker
 * @param prefetch how many unacknowledged messages the broker sends
 */
record ConsumerSettings(String id, String handler, String routingKeyPrefix, QueueTopology topology, int prefetch) {

    private static final int MAX_PREFETCH = 65_535;
    private static final long MAX_EXPIRES = 4_294_967_295L;

    /**
     * @param attributes the channel's attributes, expressions resolved
     * @throws IllegalArgumentException if a value that was not known when the application was built is out of bounds
     */
    static ConsumerSettings of(Config attributes, ServiceRegistry services) {
        Service service = services.get(attributes.getValue(AmqpConnector.SERVICE, String.class));
        AmqpConfig defaults = service.config().amqp();
        String function = attributes.getValue(AmqpConnector.FUNCTION, String.class);
        String handler = service.name() + "." + function;
        String key = attributes.getOptionalValue(AmqpConnector.ROUTING_KEY, String.class).orElse("");
        check(!key.isEmpty(), handler, "an empty routing key");
        String prefix = defaults.routingKeyPrefix().orElse("");
        String wireKey = AmqpNames.routingKey(prefix, key);
        checkName(handler, "routing key", wireKey);
        String exchange = attributes.getOptionalValue(AmqpConnector.EXCHANGE_NAME, String.class)
                .orElse(defaults.exchangeName());
        checkName(handler, "exchange", exchange);
        check(!AmqpExchanges.isReserved(exchange), handler, "exchange '" + exchange + "', whose name is reserved to brokers");
        String queue = queue(attributes, service, key, function);
        checkName(handler, "queue", queue);
        int prefetch = attributes.getOptionalValue(AmqpConnector.PREFETCH, Integer.class).orElse(defaults.prefetch());
        check(prefetch >= 1 && prefetch <= MAX_PREFETCH, handler, "a prefetch of " + prefetch + ", allowed are 1 to 65535");
        String id = attributes.getOptionalValue(AmqpConnector.HANDLER, String.class).orElse(handler);
        return new ConsumerSettings(id, handler, prefix,
                new QueueTopology(exchange, queue, wireKey, arguments(handler, defaults.queueTtl())), prefetch);
    }

    private static String queue(Config attributes, Service service, String key, String function) {
        String prefix = service.config().amqp().queueNamePrefix().orElse("");
        String named = attributes.getOptionalValue(AmqpConnector.QUEUE_NAME, String.class).orElse("");
        if (!named.isEmpty()) {
            return prefix + named;
        }
        boolean competing = attributes.getOptionalValue(AmqpConnector.COMPETING, Boolean.class).orElse(true);
        return competing ? AmqpNames.competingQueue(prefix, key)
                : AmqpNames.ownQueue(prefix, key, function, service.uuid());
    }

    private static Map<String, Object> arguments(String handler, Duration ttl) {
        long millis = ttl.toMillis();
        check(!ttl.isNegative() && (ttl.isZero() || millis >= 1) && millis <= MAX_EXPIRES, handler,
                "a queue-ttl of " + ttl + ", allowed are 0 for none and up to 49 days");
        if (millis == 0) {
            return Map.of();
        }
        return Map.of("x-expires", millis <= Integer.MAX_VALUE ? (Object) (int) millis : (Object) millis);
    }

    private static void checkName(String handler, String what, String name) {
        int bytes = AmqpNames.bytes(name);
        check(!name.isEmpty(), handler, "an empty " + what);
        check(bytes <= AmqpNames.MAX_BYTES, handler,
                "the " + what + " '" + name + "' of " + bytes + " bytes, allowed are " + AmqpNames.MAX_BYTES);
    }

    private static void check(boolean valid, String handler, String problem) {
        if (!valid) {
            throw new IllegalArgumentException("@Amqp handler " + handler + " has " + problem);
        }
    }
}
