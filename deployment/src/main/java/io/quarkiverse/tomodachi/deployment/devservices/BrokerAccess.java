package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Who may connect to the AMQP broker, and to which virtual host. What is configured wins over what a broker makes known, so
 * that
 * the broker is made to fit it.
 */
record BrokerAccess(String user, String password, String virtualHost) {

    private static final String USER = "rabbitmq-username";
    private static final String PASSWORD = "rabbitmq-password";
    private static final String VIRTUAL_HOST = "rabbitmq-virtual-host";
    private static final String SSL = "rabbitmq-ssl";
    private static final String DEFAULT_USER = "guest";

    /** @throws IllegalStateException if the application would connect with TLS, which no broker of Dev Services speaks */
    static BrokerAccess configured() {
        if (value(SSL, Boolean.class).orElse(false)) {
            throw new IllegalStateException("rabbitmq-ssl is true but the AMQP broker of Dev Services has no TLS; set"
                    + " %dev.rabbitmq-ssl=false and %test.rabbitmq-ssl=false, or rabbitmq-host to a broker of your own");
        }
        return new BrokerAccess(value(USER, String.class).orElse(DEFAULT_USER),
                value(PASSWORD, String.class).orElse(DEFAULT_USER), value(VIRTUAL_HOST, String.class).orElse("/"));
    }

    /** What the application has to know. */
    Map<String, String> settings() {
        return Map.of(USER, user, PASSWORD, password, VIRTUAL_HOST, virtualHost);
    }

    private static <T> Optional<T> value(String key, Class<T> type) {
        return ConfigUtils.getFirstOptionalValue(List.of(key), type);
    }
}
