package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.util.Set;

/** The exchanges that a broker brings, which cannot be declared but can be bound to. */
public final class AmqpExchanges {

    public static final Set<String> PREDEFINED = Set.of("amq.topic", "amq.direct", "amq.fanout", "amq.headers", "amq.match");

    private AmqpExchanges() {
    }

    /** Whether a service declares it: all but those that exist in every broker. */
    public static boolean isDeclared(String exchange) {
        return !exchange.isEmpty() && !PREDEFINED.contains(exchange);
    }

    /** Whether it takes messages to queues without regard to routing keys, by its name or its type. */
    public static boolean ignoresKeys(String exchange, String type) {
        return "amq.fanout".equals(exchange) || "amq.headers".equals(exchange) || "amq.match".equals(exchange)
                || "fanout".equalsIgnoreCase(type) || "headers".equalsIgnoreCase(type);
    }

    /** Whether the name is one that only brokers may give. */
    public static boolean isReserved(String name) {
        return name.startsWith("amq.") && !PREDEFINED.contains(name);
    }
}
