package io.quarkiverse.tomodachi.runtime.amqp.publish;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;

/** Senders as applications have them, for tests. */
public final class TestSenders {

    private TestSenders() {
    }

    /** One whose end waits for nothing. */
    public static AmqpSender impatient(BrokerConnections connections) {
        AmqpSender sender = new AmqpSender(connections, TestConnections.settings());
        sender.stopNanos = 0;
        return sender;
    }
}
