package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;

/** What became of messages, as the queues of the broker tell. */
final class Ledger implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ConnectionFactory factory = new ConnectionFactory();
    private final Books books = new Books();
    private final List<BasicProperties> dead = new CopyOnWriteArrayList<>();
    private final Connection connection;

    /** Takes what comes out of the application from now on. */
    Ledger(int port) throws IOException, TimeoutException {
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setNetworkRecoveryInterval(500);
        connection = factory.newConnection("ledger");
        Channel channel = connection.createChannel();
        for (String queue : List.of("done", "dead")) {
            channel.queueDeclare(queue, true, false, false, null);
            channel.queuePurge(queue);
        }
        channel.queueBind("done", "amq.topic", "done");
        consume(channel, "done", (properties, id) -> books.handled(properties.getMessageId(), id));
        consume(channel, "dead", (properties, id) -> dead.add(properties));
    }

    /** A copy that comes again because the connection of this ledger was lost has the same message id, and counts once. */
    private static void consume(Channel channel, String queue, Book book) throws IOException {
        channel.basicConsume(queue, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                    throws IOException {
                book.enter(properties, new String(body, StandardCharsets.UTF_8));
                channel.basicAck(envelope.getDeliveryTag(), false);
            }
        });
    }

    Connection connect() throws IOException, TimeoutException {
        ConnectionFactory fresh = factory.clone();
        fresh.setAutomaticRecoveryEnabled(false);
        return fresh.newConnection("load");
    }

    /** How many messages wait in a queue, those being handled not counted, and how many consumers it has. */
    Depth depth(String queue) throws IOException, TimeoutException {
        try (Connection fresh = connect()) {
            var declared = fresh.createChannel().queueDeclarePassive(queue);
            return new Depth(declared.getMessageCount(), declared.getConsumerCount());
        }
    }

    int handled() {
        return books.handled();
    }

    boolean hasHandled(String id) {
        return books.hasHandled(id);
    }

    List<BasicProperties> dead() {
        return dead;
    }

    /** Waits until all that was confirmed has been handled, and tells the figures. @return how many were handled twice */
    int settle(String fault, Load load) {
        await().atMost(LIMIT).untilAsserted(
                () -> assertThat(books.missing(load.confirmed())).as("lost after: " + fault).isEmpty());
        return books.tell(fault, load.confirmed(), dead.size(), load.repeated());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private interface Book {
        void enter(BasicProperties properties, String id);
    }

    record Depth(int ready, int consumers) {
    }
}
