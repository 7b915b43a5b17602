package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import org.eclipse.microprofile.config.Config;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.TrafficListener;

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

    /** As {@link #to(int, ScheduledExecutorService)}, where the client tells of what it writes and reads. */
    public static BrokerConnection to(int port, ScheduledExecutorService executor, TrafficListener traffic) {
        ConnectionFactory factory = new UnflushedFrames.Factory();
        factory.setTrafficListener(traffic);
        BrokerClient client = new BrokerClient(factory, new BrokerSettings(config(properties(port))), settings(),
                new TlsConfigurations(null), executor);
        return new BrokerConnection(client, "test", executor, new Backoff(SHORT, SHORT));
    }

    /** Both connections of an application to a broker on this machine, or to nobody if there is none. */
    public static BrokerConnections both(int port) {
        return new BrokerConnections(config(properties(port)), settings(), new TlsConfigurations(null));
    }

    /** Threads as applications have them. */
    public static TransportExecutors executors() {
        return TransportExecutors.start();
    }

    public static AmqpConnectionConfig settings() {
        return new Connecting(StartMode.WAIT, Duration.ofSeconds(1), Optional.empty(), Duration.ofMillis(1),
                Duration.ofSeconds(1), Optional.empty(), Optional.empty(), SaslMechanism.PLAIN);
    }

    static BrokerClient client(int port, ExecutorService executor) {
        return client(properties(port), executor);
    }

    static BrokerClient client(Map<String, String> properties, ExecutorService executor) {
        return new BrokerClient(new BrokerSettings(config(properties)), settings(), new TlsConfigurations(null), executor);
    }

    private static Map<String, String> properties(int port) {
        return Map.of("rabbitmq-host", "127.0.0.1", "rabbitmq-port", Integer.toString(port));
    }

    private static Config config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build();
    }
}
