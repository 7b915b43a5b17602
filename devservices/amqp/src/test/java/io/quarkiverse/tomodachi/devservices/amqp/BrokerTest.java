package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * A broker and a client for one test class. Where the system property tomodachi.test.amqp.uri is set, the broker there is
 * tested in the place of ours, to see that both behave alike.
 */
abstract class BrokerTest {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final AMQP.BasicProperties PLAIN = new AMQP.BasicProperties();

    private static final String URI_PROPERTY = "tomodachi.test.amqp.uri";

    static ConnectionFactory factory;
    private static AmqpBroker ours;

    private final List<String> queues = new ArrayList<>();
    private final List<String> exchanges = new ArrayList<>();
    Connection connection;
    Channel channel;
    private Channel publisher;

    @BeforeAll
    static void startBroker() throws Exception {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        String uri = System.getProperty(URI_PROPERTY);
        if (uri != null) {
            factory.setUri(uri);
            return;
        }
        ours = AmqpBroker.builder().virtualHost("second").build().start();
        factory.setHost(ours.host());
        factory.setPort(ours.port());
    }

    @AfterAll
    static void stopBroker() {
        if (ours != null) {
            ours.close();
            ours = null;
        }
    }

    @BeforeEach
    void connect() throws Exception {
        connection = factory.newConnection();
        channel = connection.createChannel();
        publisher = connection.createChannel();
        publisher.confirmSelect();
    }

    @AfterEach
    void tidyUp() throws Exception {
        try (Connection tidying = factory.newConnection(); Channel sweeper = tidying.createChannel()) {
            if (connection.isOpen()) {
                connection.close();
            }
            for (String queue : queues) {
                sweeper.queueDelete(queue);
            }
            for (String exchange : exchanges) {
                sweeper.exchangeDelete(exchange);
            }
        }
    }

    /** Our broker, for what only it can tell; nothing when another one is tested. */
    static Optional<AmqpBroker> ours() {
        return Optional.ofNullable(ours);
    }

    static String newName(String base) {
        return base + "-" + UUID.randomUUID();
    }

    /** Declares a queue for this test that outlives its connection. */
    String newQueue(Map<String, Object> arguments) throws IOException {
        String name = queueName();
        channel.queueDeclare(name, false, false, false, arguments);
        return name;
    }

    String newQuorumQueue(Map<String, Object> arguments) throws IOException {
        String name = queueName();
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("x-queue-type", "quorum");
        channel.queueDeclare(name, true, false, false, all);
        return name;
    }

    String newQueue() throws IOException {
        return newQueue(Map.of());
    }

    /** A name for a queue, which is deleted after the test. */
    String queueName() {
        String name = newName("q");
        queues.add(name);
        return name;
    }

    String newExchange(String type) throws IOException {
        return newExchange(type, Map.of());
    }

    String newExchange(String type, Map<String, Object> arguments) throws IOException {
        String name = exchangeName();
        channel.exchangeDeclare(name, type, false, false, arguments);
        return name;
    }

    String exchangeName() {
        String name = newName("x");
        exchanges.add(name);
        return name;
    }

    /** Publishes and waits until the broker has the messages in their queues. */
    void publish(String exchange, String routingKey, AMQP.BasicProperties properties, String... bodies) throws Exception {
        for (String body : bodies) {
            publisher.basicPublish(exchange, routingKey, properties, bytes(body));
        }
        publisher.waitForConfirms(PATIENCE.toMillis());
    }

    void send(String queue, String... bodies) throws Exception {
        publish("", queue, PLAIN, bodies);
    }

    /** Takes the next message of a queue, waiting for it. */
    GetResponse fetch(String queue) {
        return await().atMost(PATIENCE).pollInSameThread().until(() -> channel.basicGet(queue, true), got -> got != null);
    }

    String fetchText(String queue) {
        return text(fetch(queue).getBody());
    }

    List<String> fetchTexts(String queue, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(fetchText(queue));
        }
        return texts;
    }

    long count(String queue) throws IOException {
        return channel.messageCount(queue);
    }

    void awaitCount(String queue, long expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(queue)).isEqualTo(expected));
    }

    boolean queueExists(String queue) throws Exception {
        Channel asking = connection.createChannel();
        try {
            asking.queueDeclarePassive(queue);
            asking.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void assertChannelClosed(int code, String textPart, ChannelAction action) throws Exception {
        Channel doomed = connection.createChannel();
        ShutdownSignalException reason = reasonOf(doomed, action);
        assertThat(reason.isHardError()).isFalse();
        assertReason(reason, code, textPart);
        assertThat(connection.isOpen()).isTrue();
    }

    void assertConnectionClosed(int code, String textPart, ChannelAction action) throws Exception {
        try (Connection doomed = factory.newConnection()) {
            ShutdownSignalException reason = reasonOf(doomed.createChannel(), action);
            assertThat(reason.isHardError()).isTrue();
            assertReason(reason, code, textPart);
        } catch (AlreadyClosedException e) {
            assertThat(e.isHardError()).isTrue();
        }
    }

    private static ShutdownSignalException reasonOf(Channel doomed, ChannelAction action) throws Exception {
        try {
            action.on(doomed);
        } catch (IOException | AlreadyClosedException e) {
            assertThat(doomed.isOpen()).as("closed because of %s", e).isFalse();
        }
        await().atMost(PATIENCE).until(() -> !doomed.isOpen());
        return doomed.getCloseReason();
    }

    private static void assertReason(ShutdownSignalException signal, int code, String textPart) {
        Method reason = signal.getReason();
        int replyCode = reason instanceof AMQP.Channel.Close close ? close.getReplyCode()
                : ((AMQP.Connection.Close) reason).getReplyCode();
        String text = reason instanceof AMQP.Channel.Close close ? close.getReplyText()
                : ((AMQP.Connection.Close) reason).getReplyText();
        assertThat(text).contains(textPart);
        assertThat(replyCode).isEqualTo(code);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What a test does with a channel. */
    @FunctionalInterface
    interface ChannelAction {

        void on(Channel channel) throws Exception;
    }
}
