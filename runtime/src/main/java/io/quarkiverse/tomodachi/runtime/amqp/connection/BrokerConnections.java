package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.ScheduledExecutorService;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

/**
 * The two connections of the application: one to consume and one to publish, since a broker short of memory stops reading
 * from those who publish, and would so stop acknowledgements too. Neither is opened before it is needed. Attempts at the one
 * to publish have a thread of their own, since all workers may wait for it.
 */
@Singleton
public class BrokerConnections {

    private final BrokerConnection consuming;
    private final BrokerConnection publishing;

    BrokerConnections(Config config, AmqpConnectionConfig settings, ScheduledExecutorService executor) {
        BrokerClient client = new BrokerClient(new BrokerSettings(config), settings, executor);
        String application = config.getOptionalValue("quarkus.application.name", String.class).orElse("tomodachi");
        consuming = new BrokerConnection(client, application + " (consuming)", executor);
        publishing = new BrokerConnection(client, application + " (publishing)",
                TransportThreads.single("tomodachi-amqp-publisher-connection"));
    }

    public BrokerConnection consuming() {
        return consuming;
    }

    public BrokerConnection publishing() {
        return publishing;
    }

    @PreDestroy
    public void close() {
        consuming.close();
        publishing.close();
    }
}
