package io.quarkiverse.tomodachi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.faults.Books.Figures;
import io.quarkiverse.tomodachi.faults.RabbitMqNode.Depth;

/** What became of messages, as the queues of the broker tell. */
final class Ledger implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> OUT = List.of("done", "dead", "refused");
    private static final String RETRIES = "tomodachi.retry.";

    private final ConnectionFactory factory = new ConnectionFactory();
    private final Books books = new Books();
    private final List<DeadLetter> dead = new CopyOnWriteArrayList<>();
    private final RabbitMqNode broker;
    private final Connection connection;

    /** Takes what comes out of the application from now on. */
    Ledger(RabbitMqNode broker) throws IOException, TimeoutException {
        this.broker = broker;
        factory.setHost("127.0.0.1");
        factory.setPort(broker.port());
        factory.setNetworkRecoveryInterval(500);
        connection = factory.newConnection("ledger");
        Channel channel = connection.createChannel();
        channel.queueDeclare("done", true, false, false, null);
        channel.queueDeclare("dead", true, false, false, null);
        channel.queueDeclare("refused", true, false, false, Map.of("x-queue-type", "quorum"));
        for (String queue : OUT) {
            channel.queuePurge(queue);
        }
        channel.queueBind("done", "amq.topic", "done");
        consume(channel, "done", (properties, id) -> books.handled(properties.getMessageId(), id));
        consume(channel, "dead", (properties, id) -> dead.add(new DeadLetter(id, properties)));
        consume(channel, "refused", (properties, id) -> dead.add(new DeadLetter(id, properties)));
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

    int handled() {
        return books.handled();
    }

    /** How many messages came out for those that the load has had confirmed. */
    int copies(Load load) {
        return books.copies(load.confirmed()).size();
    }

    boolean hasHandled(String id) {
        return books.hasHandled(id);
    }

    List<DeadLetter> dead() {
        return dead;
    }

    /** As {@link #count}, where nothing may be lost. @return how many were handled twice */
    int settle(String fault, Load load) {
        awaitEnd(fault, load);
        return settled(fault, load).duplicates();
    }

    /** Tells the figures of a load that {@link #awaitEnd} has waited for. Nothing may be lost. */
    Figures settled(String fault, Load load) {
        Figures figures = tell(fault, load.confirmed(), load.repeated());
        assertThat(figures.lost()).as("lost after: " + fault).isEmpty();
        return figures;
    }

    /** Waits until nothing is under way any more, so that no copy is still to come, and tells the figures. */
    Figures count(String fault, Load load) {
        return count(fault, load.key(), load.confirmed(), load.repeated());
    }

    /** @param source the queue that gets what was confirmed */
    Figures count(String fault, String source, Set<String> confirmed, Set<String> repeated) {
        awaitEnd(fault, Set.of(source));
        return tell(fault, confirmed, repeated);
    }

    /** Waits until nothing of the loads is under way any more, so that no copy is still to come. */
    void awaitEnd(String fault, Load... loads) {
        awaitEnd(fault, Stream.of(loads).map(Load::key).collect(Collectors.toSet()));
    }

    private void awaitEnd(String fault, Set<String> sources) {
        await().atMost(LIMIT).untilAsserted(() -> {
            // twice, since one may have been moved from a queue not looked at yet to one that was
            assertThat(underWay(sources)).as(fault).isEmpty();
            assertThat(underWay(sources)).as(fault).isEmpty();
        });
    }

    private Figures tell(String fault, Set<String> confirmed, Set<String> repeated) {
        Set<String> refused = dead.stream().map(DeadLetter::id).collect(Collectors.toSet());
        return books.tell(fault, confirmed, refused, repeated);
    }

    /** The queues between loads and ledger that have messages. */
    private Map<String, Depth> underWay(Set<String> sources) throws Exception {
        Map<String, Depth> depths = broker.depths();
        depths.entrySet().removeIf(queue -> queue.getValue().messages() == 0
                || !sources.contains(queue.getKey()) && !OUT.contains(queue.getKey()) && !queue.getKey().startsWith(RETRIES));
        return depths;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private interface Book {
        void enter(BasicProperties properties, String id);
    }

    record DeadLetter(String id, BasicProperties properties) {
    }
}
