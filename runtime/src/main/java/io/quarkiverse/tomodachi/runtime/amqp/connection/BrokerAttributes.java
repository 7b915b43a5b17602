package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

/**
 * The attributes of the connection, by the names that Quarkus Messaging has for them. Each may be set for the connector of this
 * extension, for that of Quarkus Messaging, or for all; the first of these counts.
 */
public final class BrokerAttributes {

    static final String OWN = "mp.messaging.connector.tomodachi-amqp.";
    static final String OF_QUARKUS = "mp.messaging.connector.smallrye-rabbitmq.";
    static final String GLOBAL = "rabbitmq-";

    private final Config config;

    BrokerAttributes(Config config) {
        this.config = config;
    }

    /** The keys of an attribute such as {@code host}, the one that counts first. */
    public static List<String> keys(String attribute) {
        return List.of(OWN + attribute, OF_QUARKUS + attribute, GLOBAL + attribute);
    }

    /** The key by which it is set, or the global one if it is not. */
    String key(String attribute) {
        return keys(attribute).stream().filter(key -> value(key).isPresent()).findFirst().orElse(GLOBAL + attribute);
    }

    boolean isSet(String attribute) {
        return text(attribute).isPresent();
    }

    Optional<String> text(String attribute) {
        return keys(attribute).stream().flatMap(key -> value(key).stream()).findFirst();
    }

    /** @throws IllegalStateException if it is something else than true or false */
    Optional<Boolean> flag(String attribute) {
        return text(attribute).map(text -> switch (text.strip().toLowerCase()) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalStateException(
                    key(attribute) + " is '" + text + "'; set it to true or false");
        });
    }

    /** @throws IllegalStateException if it is no number, or out of bounds */
    Optional<Integer> number(String attribute, int smallest, int largest) {
        return text(attribute).map(text -> {
            try {
                int number = Integer.parseInt(text.strip());
                if (number >= smallest && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // the same mistake
            }
            String hint = "port".equals(attribute) && text.startsWith("tcp://")
                    ? ". Kubernetes sets RABBITMQ_PORT like this for a service that is named rabbitmq; set enableServiceLinks:"
                            + " false in the pod, or " + OWN + attribute
                    : "";
            throw new IllegalStateException(key(attribute) + " is '" + text + "'; set it to a number from " + smallest + " to "
                    + largest + hint);
        });
    }

    private Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
