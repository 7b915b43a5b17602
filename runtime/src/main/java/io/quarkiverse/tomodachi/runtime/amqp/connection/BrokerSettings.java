package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;

import com.rabbitmq.client.Address;

/** Where the broker is and who connects: the keys that Quarkus Messaging has for RabbitMQ. */
final class BrokerSettings {

    private static final int PORT = 5672;
    private static final int TLS_PORT = 5671;
    private static final List<String> UNSUPPORTED = List.of("rabbitmq-trust-all", "rabbitmq-trust-store-path",
            "rabbitmq-credentials-provider-name", "rabbitmq-client-options-name");

    private final List<Address> addresses;
    private final boolean configured;
    private final String username;
    private final String password;
    private final String virtualHost;
    private final boolean ssl;

    BrokerSettings(Config config) {
        for (String key : UNSUPPORTED) {
            config.getOptionalValue(key, String.class).filter(value -> !"false".equals(value)).ifPresent(value -> {
                throw new IllegalStateException("The configuration sets " + key
                        + ", which the AMQP transport does not support; remove it, and set rabbitmq-ssl=true to connect with TLS"
                        + " and the certificates that the JVM trusts");
            });
        }
        configured = config.getOptionalValue("rabbitmq-addresses", String.class).isPresent()
                || config.getOptionalValue("rabbitmq-host", String.class).isPresent()
                || config.getOptionalValue("rabbitmq-port", String.class).isPresent();
        ssl = config.getOptionalValue("rabbitmq-ssl", Boolean.class).orElse(false);
        addresses = addresses(config, ssl ? TLS_PORT : PORT);
        username = config.getOptionalValue("rabbitmq-username", String.class).orElse("guest");
        password = config.getOptionalValue("rabbitmq-password", String.class).orElse("guest");
        virtualHost = config.getOptionalValue("rabbitmq-virtual-host", String.class).orElse("/");
    }

    private static List<Address> addresses(Config config, int defaultPort) {
        String several = config.getOptionalValue("rabbitmq-addresses", String.class).orElse("");
        if (!several.isBlank()) {
            return Arrays.stream(Address.parseAddresses(several))
                    .map(address -> address.getPort() > 0 ? address : new Address(address.getHost(), defaultPort)).toList();
        }
        return List.of(new Address(config.getOptionalValue("rabbitmq-host", String.class).orElse("localhost"),
                config.getOptionalValue("rabbitmq-port", Integer.class).orElse(defaultPort)));
    }

    List<Address> addresses() {
        return addresses;
    }

    /** Whether anything says where the broker is. */
    boolean configured() {
        return configured;
    }

    String username() {
        return username;
    }

    String password() {
        return password;
    }

    String virtualHost() {
        return virtualHost;
    }

    boolean ssl() {
        return ssl;
    }

    /** {@code localhost:5672}, several separated by commas. */
    @Override
    public String toString() {
        return addresses.stream().map(address -> address.getHost() + ":" + address.getPort())
                .collect(Collectors.joining(", "));
    }
}
