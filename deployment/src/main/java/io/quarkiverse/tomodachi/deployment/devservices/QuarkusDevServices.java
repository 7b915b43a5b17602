package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/**
 * What an application says about the Dev Services of Quarkus Messaging for RabbitMQ, in whose place the broker of this
 * extension is started.
 */
final class QuarkusDevServices {

    /** Of the source with which this extension switches them off; those of applications have higher ones. */
    static final int OWN_ORDINAL = 10;

    private static final String PREFIX = "quarkus.rabbitmq.devservices.";
    private static final String ENABLED = PREFIX + "enabled";
    private static final String PORT = PREFIX + "port";
    private static final String IMAGE = PREFIX + "image-name";
    private static final Set<String> HONOURED = Set.of(ENABLED, PORT, IMAGE);

    private final SmallRyeConfig config;

    QuarkusDevServices(SmallRyeConfig config) {
        this.config = config;
    }

    /** Whether the application wants them, or no broker at all; nothing if it does not say. */
    Optional<Boolean> enabled() {
        return value(ENABLED, Boolean.class);
    }

    Optional<Integer> port() {
        return value(PORT, Integer.class);
    }

    Optional<String> image() {
        return value(IMAGE, String.class);
    }

    /** The keys that are set and mean nothing to the broker of this extension. */
    List<String> ignored() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(key -> key.startsWith(PREFIX) && !HONOURED.contains(key) && isOfApplication(key)).sorted().toList();
    }

    private <T> Optional<T> value(String key, Class<T> type) {
        return isOfApplication(key) ? config.getOptionalValue(key, type) : Optional.empty();
    }

    private boolean isOfApplication(String key) {
        ConfigValue value = config.getConfigValue(key);
        return value.getValue() != null && value.getConfigSourceOrdinal() > OWN_ORDINAL;
    }
}
