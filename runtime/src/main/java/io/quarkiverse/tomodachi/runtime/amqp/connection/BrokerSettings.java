package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import com.rabbitmq.client.Address;

/** Where the broker is and who connects: the keys that Quarkus Messaging has for RabbitMQ. */
final class BrokerSettings {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final int PORT = 5672;
    private static final int TLS_PORT = 5671;
    private static final int MAX_PORT = 65_535;
    private static final int DEFAULT_TIMEOUT_MILLIS = 10_000;
    private static final String DEFAULT_USER = "guest";

    private final BrokerAttributes attributes;
    private final boolean tls;
    private final List<Address> addresses;

    /** @throws IllegalStateException if a value cannot be used, or nothing would come of it */
    BrokerSettings(Config config) {
        AttributeChecks checks = new AttributeChecks(config);
        checks.refuse();
        checks.warnings().forEach(LOG::warn);
        checks.warningsWithoutTls().forEach(LOG::warn);
        attributes = new BrokerAttributes(config);
        tls = attributes.flag("ssl").orElse(attributes.isSet("tls-configuration-name"));
        addresses = addresses(attributes, tls ? TLS_PORT : PORT);
        connectTimeoutMillis();
        handshakeTimeoutMillis();
        heartbeatSeconds();
        channelMax();
    }

    private static List<Address> addresses(BrokerAttributes attributes, int defaultPort) {
        String several = attributes.text("addresses").orElse("");
        if (several.isBlank()) {
            return List.of(new Address(attributes.text("host").orElse("localhost"),
                    attributes.number("port", 1, MAX_PORT).orElse(defaultPort)));
        }
        try {
            return Arrays.stream(Address.parseAddresses(several.strip()))
                    .map(address -> address.getPort() > 0 ? address : new Address(address.getHost(), defaultPort)).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(attributes.key("addresses") + " is '" + several
                    + "'; set it to hosts with or without ports, separated by commas, such as one:5672,two", e);
        }
    }

    BrokerAttributes attributes() {
        return attributes;
    }

    List<Address> addresses() {
        return addresses;
    }

    /** The addresses in another order each time, so that applications spread over the nodes of a cluster. */
    List<Address> shuffled() {
        List<Address> shuffled = new ArrayList<>(addresses);
        Collections.shuffle(shuffled);
        return shuffled;
    }

    /** Whether anything says where the broker is. */
    boolean configured() {
        return attributes.isSet("addresses") || attributes.isSet("host") || attributes.isSet("port");
    }

    String username() {
        return attributes.text("username").or(() -> attributes.text("user")).orElse(DEFAULT_USER);
    }

    String password() {
        return attributes.text("password").orElse(DEFAULT_USER);
    }

    String virtualHost() {
        return attributes.text("virtual-host").orElse("/");
    }

    boolean tls() {
        return tls;
    }

    int connectTimeoutMillis() {
        return attributes.number("connection-timeout", 1, Integer.MAX_VALUE).orElse(DEFAULT_TIMEOUT_MILLIS);
    }

    int handshakeTimeoutMillis() {
        return attributes.number("handshake-timeout", 1, Integer.MAX_VALUE).orElse(DEFAULT_TIMEOUT_MILLIS);
    }

    Optional<Integer> heartbeatSeconds() {
        return attributes.number("requested-heartbeat", 0, 65_535);
    }

    Optional<Integer> channelMax() {
        return attributes.number("requested-channel-max", 0, 65_535);
    }

    /** {@code localhost:5672}, several separated by commas. */
    @Override
    public String toString() {
        return addresses.stream().map(address -> address.getHost() + ":" + address.getPort())
                .collect(Collectors.joining(", "));
    }
}
