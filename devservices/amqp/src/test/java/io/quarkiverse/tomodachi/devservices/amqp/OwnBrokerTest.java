package io.quarkiverse.tomodachi.devservices.amqp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;

/** A broker of ours for each test, to be broken. */
abstract class OwnBrokerTest {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final AMQP.BasicProperties PERSISTENT = MessageProperties.MINIMAL_PERSISTENT_BASIC;
    static final AMQP.BasicProperties TRANSIENT = MessageProperties.MINIMAL_BASIC;

    private final List<Connection> connections = new ArrayList<>();
    AmqpBroker broker;

    @BeforeEach
    void startBroker() {
        broker = settings(AmqpBroker.builder()).build().start();
    }

    @AfterEach
    void stopBroker() {
        connections.forEach(Connection::abort);
        broker.close();
    }

    /** What the test's broker is like. */
    AmqpBrokerBuilder settings(AmqpBrokerBuilder builder) {
        return builder;
    }

    ConnectionFactory factory() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setHandshakeTimeout((int) PATIENCE.toMillis());
        return factory;
    }

    Connection connect(String name) throws Exception {
        Connection connection = factory().newConnection(name);
        connections.add(connection);
        return connection;
    }

    Channel channel() throws Exception {
        return connect("test").createChannel();
    }

    Channel confirming() throws Exception {
        Channel channel = connect("publisher").createChannel();
        channel.confirmSelect();
        return channel;
    }

    void durableQueue(String name, Map<String, Object> arguments) throws Exception {
        channel().queueDeclare(name, true, false, false, arguments);
    }

    QueueView queue(String name) {
        return broker.queue(name).orElseThrow();
    }

    static byte[] bytes(String text) {
        return BrokerTest.bytes(text);
    }
}
