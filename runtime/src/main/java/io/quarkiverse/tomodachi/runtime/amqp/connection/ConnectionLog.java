package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.net.InetSocketAddress;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** What is told of one connection. */
final class ConnectionLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final String name;
    private final BrokerClient client;
    private volatile String broker;

    ConnectionLog(String name, BrokerClient client) {
        this.name = name;
        this.client = client;
        this.broker = client.toString();
    }

    /** What is told from now on names the broker that it is, of those that are configured. */
    void connected(Connection connection) {
        broker = brokerOf(connection);
    }

    private static String brokerOf(Connection connection) {
        // the name as it was configured; to ask for one would take a while
        return new InetSocketAddress(connection.getAddress(), connection.getPort()).getHostString() + ":"
                + connection.getPort();
    }

    /** @param how continues "is open" */
    void open(Level level, String how) {
        event("connection-open", level, "Connection '%s' to the AMQP broker at %s is open%s", name, broker, how).write();
    }

    void unavailable(Level level, BrokerUnavailableException failure, String reason, long delayMillis) {
        broker = client.toString();
        event("connection-unavailable", level, "%s. Connection '%s' is tried again until there is one, next in %d ms",
                failure.getMessage(), name, delayMillis).with("reason", reason).write();
    }

    /** @param connection the lost one, after which there may be another one already */
    void lost(Connection connection, String reason) {
        String lost = brokerOf(connection);
        event("connection-lost", lost, Level.WARN,
                "The connection '%s' to the AMQP broker at %s was lost: %s; it is opened again", name, lost, reason)
                .with("reason", reason).write();
    }

    void blocked(String reason) {
        event("connection-blocked", Level.WARN, "The AMQP broker at %s takes no messages from connection"
                + " '%s' for now: %s; what is published waits until its deadline", broker, name, reason)
                .with("reason", reason).write();
    }

    void unblocked() {
        event("connection-unblocked", Level.INFO,
                "The AMQP broker at %s takes messages from connection '%s' again", broker, name).write();
    }

    private LogEvent event(String event, Level level, String format, Object... arguments) {
        return event(event, broker, level, format, arguments);
    }

    private LogEvent event(String event, String broker, Level level, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event).with("transport", "amqp")
                .with("connection", name).with("broker", broker);
    }
}
