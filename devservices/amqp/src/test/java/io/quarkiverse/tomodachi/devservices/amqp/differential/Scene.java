package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;

/** What a probe plays on: a broker, names that nobody else has, and the lines that tell what was seen. */
final class Scene implements AutoCloseable {

    static final AMQP.BasicProperties PLAIN = new AMQP.BasicProperties();

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How long nothing has to come until a probe says that nothing comes. */
    private static final long QUIET_MILLIS = 300;

    private final ConnectionFactory factory;
    private final String prefix = "probe-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final List<String> lines = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<String> queues = new ArrayList<>();
    private final List<String> exchanges = new ArrayList<>();
    private Channel main;
    private Channel publisher;

    Scene(ConnectionFactory factory) {
        this.factory = factory;
    }

    ConnectionFactory factory() {
        return factory.clone();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void line(String text) {
        lines.add(text.replace("\n", "\\n").replace(prefix, "").replaceAll("amq\\.gen-[\\w-]{22}", "amq.gen-*")
                .replaceAll("amq\\.ctag-[\\w-]{22,36}", "amq.ctag-*")
                .replaceAll("amq\\.rabbitmq\\.reply-to\\.[^ ']+", "amq.rabbitmq.reply-to.*"));
    }

    /** A name for a queue, to be deleted in the end. */
    String queueName(String name) {
        queues.add(prefix + name);
        return prefix + name;
    }

    String exchangeName(String name) {
        exchanges.add(prefix + name);
        return prefix + name;
    }

    /** Declares a queue that belongs to nobody. The arguments are names and values in turn. */
    String queue(String name, Object... arguments) throws IOException {
        return channel().queueDeclare(queueName(name), false, false, false, table(arguments)).getQueue();
    }

    String quorumQueue(String name, Object... arguments) throws IOException {
        Map<String, Object> table = table(arguments);
        table.put("x-queue-type", "quorum");
        return channel().queueDeclare(queueName(name), true, false, false, table).getQueue();
    }

    String exchange(String name, String type, Object... arguments) throws IOException {
        channel().exchangeDeclare(exchangeName(name), type, false, false, table(arguments));
        return prefix + name;
    }

    static Map<String, Object> table(Object... namesAndValues) {
        Map<String, Object> table = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            table.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return table;
    }

    static AMQP.BasicProperties headers(Object... namesAndValues) {
        return new AMQP.BasicProperties.Builder().headers(table(namesAndValues)).build();
    }

    static AMQP.BasicProperties priority(int priority) {
        return new AMQP.BasicProperties.Builder().priority(priority).build();
    }

    static AMQP.BasicProperties expiration(String millis) {
        return new AMQP.BasicProperties.Builder().expiration(millis).build();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Another connection, closed in the end. */
    Connection connect() throws Exception {
        Connection connection = factory.newConnection();
        connections.add(connection);
        return connection;
    }

    /** The probe's channel, a new one when the one before was closed. */
    Channel channel() throws IOException {
        if (main == null || !main.isOpen()) {
            main = open();
        }
        return main;
    }

    /** A new channel on an open connection. */
    Channel open() throws IOException {
        try {
            Connection connection = connections.stream().filter(Connection::isOpen).findFirst().orElse(null);
            return (connection == null ? connect() : connection).createChannel();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Publishes, and waits until the broker has confirmed. Answers "ack" or "nack". */
    String publish(String exchange, String routingKey, AMQP.BasicProperties properties, String... bodies) throws Exception {
        if (publisher == null || !publisher.isOpen()) {
            publisher = open();
            publisher.confirmSelect();
        }
        for (String body : bodies) {
            publisher.basicPublish(exchange, routingKey, properties, bytes(body));
        }
        return publisher.waitForConfirms(PATIENCE.toMillis()) ? "ack" : "nack";
    }

    String send(String queue, String... bodies) throws Exception {
        return publish("", queue, PLAIN, bodies);
    }

    /** Takes the next message of a queue, waiting for it. */
    GetResponse fetch(String queue, boolean autoAck) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        GetResponse response = channel().basicGet(queue, autoAck);
        while (response == null && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
            response = channel().basicGet(queue, autoAck);
        }
        return response;
    }

    /** Takes so many messages, and tells of each. */
    void show(String queue, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            line(Trace.of(fetch(queue, true)));
        }
    }

    /** Takes all messages there are, and tells their bodies. */
    void drain(String queue) throws IOException {
        List<String> bodies = new ArrayList<>();
        GetResponse response = channel().basicGet(queue, true);
        while (response != null) {
            bodies.add(new String(response.getBody(), StandardCharsets.UTF_8));
            response = channel().basicGet(queue, true);
        }
        line(queue + " has " + bodies);
    }

    /** Takes a message and refuses it for good. */
    void reject(String queue) throws Exception {
        channel().basicReject(fetch(queue, false).getEnvelope().getDeliveryTag(), false);
    }

    /** Takes a message and gives it back. */
    void requeue(String queue) throws Exception {
        channel().basicNack(fetch(queue, false).getEnvelope().getDeliveryTag(), false, true);
    }

    void awaitCount(String queue, long expected) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (channel().messageCount(queue) != expected) {
            if (System.nanoTime() > end) {
                line(queue + " never had " + expected + " messages but " + channel().messageCount(queue));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    /** Does something on a channel of its own, and tells whether the broker closed it or the connection. */
    void attempt(String what, Action action) throws Exception {
        Channel channel = open();
        try {
            action.on(channel);
            if (channel.isOpen()) {
                // An answer to whatever has none of its own
                channel.basicQos(0);
            }
            line(what + ": " + (channel.isOpen() ? "ok" : Trace.closing(channel, PATIENCE)));
            channel.abort();
        } catch (IOException | AlreadyClosedException e) {
            line(what + ": " + Trace.closing(channel, PATIENCE));
        }
    }

    Tap tap(String name, Channel channel, String queue, boolean autoAck, Object... arguments) throws IOException {
        Tap tap = new Tap(name, channel, prefix + name);
        channel.basicConsume(queue, autoAck, tap.tag(), false, false, table(arguments), tap);
        return tap;
    }

    /** Tells the next events of a consumer. */
    void expect(Tap tap, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            line(tap.next(PATIENCE.toMillis()));
        }
    }

    /** Tells that nothing more comes, or what does. */
    void quiet(Tap tap) throws InterruptedException {
        line(tap.next(QUIET_MILLIS));
    }

    @Override
    public void close() throws Exception {
        for (Connection connection : connections) {
            if (connection.isOpen()) {
                connection.close();
            }
        }
        try (Connection tidying = factory.newConnection(); Channel sweeper = tidying.createChannel()) {
            for (String queue : queues) {
                sweeper.queueDelete(queue);
            }
            for (String exchange : exchanges) {
                sweeper.exchangeDelete(exchange);
            }
        }
    }

    /** What a probe does with a channel. */
    @FunctionalInterface
    interface Action {

        void on(Channel channel) throws Exception;
    }
}
