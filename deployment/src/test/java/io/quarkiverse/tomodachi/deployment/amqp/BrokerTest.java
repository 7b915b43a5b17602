package io.quarkiverse.tomodachi.deployment.amqp;

import java.io.IOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

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

    @AfterEach
    protected void disconnect() throws Exception {
        connection.close();
    }
}
