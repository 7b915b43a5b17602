package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import io.quarkus.tls.TlsConfigurationRegistry;

/**
 * The two connections of the application: one to consume and one to publish, since a broker short of memory stops reading
 * from those who publish, and would so stop acknowledgements too. Neither is opened before it is needed. Attempts have threads
 * of their own, since all workers may wait for a connection.
 */
@Singleton
public class BrokerConnections {

    private final BrokerClient client;
    private final BrokerConnection consuming;
    private final BrokerConnection publishing;
    private final TransportExecutors executors;

    BrokerConnections(Config config, AmqpConnectionConfig settings, TlsConfigurationRegistry tls) {
        checkSize(settings.maxMessageSize().asLongValue());
        checkDelays(settings.reconnectDelay(), settings.maxReconnectDelay());
        executors = TransportExecutors.start();
        client = new BrokerClient(new BrokerSettings(config), settings, tls, executors.tasks());
        String application = config.getOptionalValue("quarkus.application.name", String.class).orElse("tomodachi");
        consuming = new BrokerConnection(client, application + " (consuming)",
                TransportThreads.single("tomodachi-amqp-consumer-connection"), backoff(settings));
        publishing = new BrokerConnection(client, application + " (publishing)",
                TransportThreads.single("tomodachi-amqp-publisher-connection"), backoff(settings));
    }

    private static void checkSize(long bytes) {
        if (bytes < 1) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.max-message-size is " + bytes
                    + "; use at least 1, and as much as the broker allows, since there is no value for no limit");
        }
    }

    private static void checkDelays(Duration first, Duration largest) {
        if (first.toMillis() < 1 || largest.compareTo(first) < 0) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.reconnect-delay is " + first
                    + " and max-reconnect-delay is " + largest
                    + "; set the first to at least a millisecond, and the second to no less than the first");
        }
    }

    private static Backoff backoff(AmqpConnectionConfig settings) {
        return new Backoff(settings.reconnectDelay(), settings.maxReconnectDelay());
    }

    public BrokerConnection consuming() {
        return consuming;
    }

    public BrokerConnection publishing() {
        return publishing;
    }

    /** Run what the transport has to do on threads of its own. */
    public TransportExecutors executors() {
        return executors;
    }

    @PreDestroy
    public void close() {
        consuming.close();
        publishing.close();
        client.close();
    }
}
