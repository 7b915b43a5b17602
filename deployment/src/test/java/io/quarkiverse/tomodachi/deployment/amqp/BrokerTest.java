package io.quarkiverse.tomodachi.deployment.amqp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;

/** A test of an application, see {@link TestBroker#application}, with a channel of its own past the proxy. */
public abstract class BrokerTest {

    /** What the names of queues and the routing keys of the application begin with. */
    @ConfigProperty(name = "quarkus.tomodachi.amqp.queue-name-prefix")
    protected String prefix;

    protected Connection connection;
    protected Channel channel;

    /** More than the library's, as machines that build are busy. */
    @BeforeEach
    protected void waitLonger() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @BeforeEach
    protected void connect() throws Exception {
        connection = TestBroker.connect();
        channel = connection.createChannel();
    }

    /** How many messages a queue has, those included that were delivered and have no outcome yet. */
    protected int messages(String queue) throws IOException {
        return TestBroker.unacknowledged(queue) + Math.toIntExact(channel.messageCount(queue));
    }

    /** Where messages of a queue wait for so long before they come back. */
    protected String retryQueue(String queue, Duration delay) {
        return new RetryLadder(prefix + "retry.", Type.QUORUM)
                .queue(delay, new QueueTopology(queue, Map.of(), List.of(), null), false, Instant.now()).name();
    }

    @AfterEach
    protected void disconnect() throws Exception {
        connection.close();
    }
}
