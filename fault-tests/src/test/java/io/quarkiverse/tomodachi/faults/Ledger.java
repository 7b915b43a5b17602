package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, String> handled = new ConcurrentHashMap<>();
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
        consume(channel, "done", (properties, id) -> handled.put(properties.getMessageId(), id));
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
        return Set.copyOf(handled.values()).size();
    }

    boolean hasHandled(String id) {
        return handled.containsValue(id);
    }

    List<BasicProperties> dead() {
        return dead;
    }

    /** Waits until all that was confirmed has been handled, and tells the figures. @return how many were handled twice */
    int settle(String fault, Load load) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(missing(load)).as("lost after: " + fault).isEmpty());
        int duplicates = duplicates(load);
        System.out.printf("%-46s confirmed %6d   handled %6d   dead %3d   lost %d   duplicates %d%n", fault,
                load.confirmed().size(), handled(), dead.size(), missing(load).size(), duplicates);
        return duplicates;
    }

    private Set<String> missing(Load load) {
        Set<String> missing = new TreeSet<>(load.confirmed());
        missing.removeAll(Set.copyOf(handled.values()));
        return missing;
    }

    /** Beyond those that the load itself sent twice. */
    private int duplicates(Load load) {
        List<String> once = handled.values().stream().filter(id -> !load.repeated().contains(id)).toList();
        return once.size() - Set.copyOf(once).size();
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
