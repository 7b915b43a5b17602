package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

import io.quarkus.runtime.configuration.MemorySize;

/** The settings of a connection, as a test has them. */
record Connecting(StartMode start, Duration connectTimeout, Optional<Duration> heartbeat, Duration reconnectDelay,
        Duration maxReconnectDelay, Optional<String> credentialsProvider,
        Optional<String> credentialsProviderName, SaslMechanism saslMechanism) implements AmqpConnectionConfig {

    @Override
    public int maxUnconfirmedMessages() {
        return 100;
    }

    @Override
    public Optional<MemorySize> maxUnconfirmedBytes() {
        return Optional.empty();
    }

    @Override
    public MemorySize maxMessageSize() {
        return new MemorySize(BigInteger.valueOf(1_000_000));
    }
}
