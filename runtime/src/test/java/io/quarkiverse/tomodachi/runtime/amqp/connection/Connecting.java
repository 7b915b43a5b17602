package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.Optional;

/** The settings of a connection, as a test has them. */
record Connecting(StartMode start, Duration connectTimeout, Optional<Duration> heartbeat, Duration reconnectDelay,
        Duration maxReconnectDelay, Optional<String> credentialsProvider,
        Optional<String> credentialsProviderName, SaslMechanism saslMechanism) implements AmqpConnectionConfig {
}
