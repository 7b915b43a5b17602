package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerAttributes;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Who may connect to the AMQP broker, and to which virtual host. What is configured wins over what a broker makes known, so
 * that
 * the broker is made to fit it.
 */
record BrokerAccess(String user, String password, String virtualHost) {

    private static final String USER = "username";
    private static final String PASSWORD = "password";
    private static final String VIRTUAL_HOST = "virtual-host";
    private static final String GLOBAL = "rabbitmq-";
    private static final String DEFAULT_USER = "guest";

    /** @throws IllegalStateException if the application would connect with TLS, which no broker of Dev Services speaks */
    static BrokerAccess configured() {
        Optional<String> tls = value("tls-configuration-name", String.class);
        if (value("ssl", Boolean.class).orElse(tls.isPresent())) {
            throw new IllegalStateException((tls.isPresent() ? "rabbitmq-tls-configuration-name is set"
                    : "rabbitmq-ssl is true")
                    + " but the AMQP broker of Dev Services has no TLS; set"
                    + " %dev.rabbitmq-ssl=false and %test.rabbitmq-ssl=false, or rabbitmq-host to a broker of your own");
        }
        return new BrokerAccess(value(USER, String.class).or(() -> value("user", String.class)).orElse(DEFAULT_USER),
                value(PASSWORD, String.class).orElse(DEFAULT_USER), value(VIRTUAL_HOST, String.class).orElse("/"));
    }

    /** What the application has to know. */
    Map<String, String> settings() {
        return Map.of(GLOBAL + USER, user, GLOBAL + PASSWORD, password, GLOBAL + VIRTUAL_HOST, virtualHost);
    }

    /** Whether something says where the broker is, so that none is started. */
    static boolean isBrokerConfigured() {
        return Stream.of("host", "port", "addresses").flatMap(attribute -> BrokerAttributes.keys(attribute).stream())
                .anyMatch(ConfigUtils::isPropertyNonEmpty);
    }

    private static <T> Optional<T> value(String attribute, Class<T> type) {
        return ConfigUtils.getFirstOptionalValue(BrokerAttributes.keys(attribute), type);
    }
}
