package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig.SaslMechanism;
import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig.StartMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Connections as applications have them, for tests. */
public final class TestConnections {

    private static final Duration SHORT = Duration.ofMillis(10);

    private TestConnections() {
    }

    /** A connection to a broker on this machine that is opened anew soon after each loss. */
    public static BrokerConnection to(int port, ScheduledExecutorService executor) {
        return new BrokerConnection(client(port, executor), "test", executor, new Backoff(SHORT, SHORT));
    }

    static BrokerClient client(int port, ExecutorService executor) {
        return client(Map.of("rabbitmq-host", "127.0.0.1", "rabbitmq-port", Integer.toString(port),
                "rabbitmq-handshake-timeout", "300"), executor);
    }

    static BrokerClient client(Map<String, String> properties, ExecutorService executor) {
        BrokerSettings settings = new BrokerSettings(new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build());
        return new BrokerClient(settings, new Connecting(StartMode.WAIT, Duration.ofSeconds(1), Optional.empty(),
                Duration.ofMillis(1), Duration.ofSeconds(1), Optional.empty(), Optional.empty(), SaslMechanism.PLAIN),
                new TlsConfigurations(null), executor);
    }
}
