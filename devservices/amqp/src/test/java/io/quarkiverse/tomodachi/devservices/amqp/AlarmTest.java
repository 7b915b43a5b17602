package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

/** Publishers that have to wait because memory runs short, or is said to. */
class AlarmTest extends OwnBrokerTest {

    private static final int LIMIT = 1_000_000;

    @Override
    AmqpBrokerBuilder settings(AmqpBrokerBuilder builder) {
        return builder.memoryLimit(LIMIT);
    }

    @Test
    void publishersAreBlockedAndConsumersAreNot() throws Exception {
        durableQueue("q", Map.of());
        List<String> events = new CopyOnWriteArrayList<>();
        Connection publisher = connect("publisher");
        publisher.addBlockedListener(reason -> events.add("blocked: " + reason), () -> events.add("unblocked"));
        Channel publishing = publisher.createChannel();
        publishing.confirmSelect();
        Collector collector = Collector.on(channel(), "q", true);
        broker.faults().raiseMemoryAlarm();
        for (int i = 0; i < 5; i++) {
            publishing.basicPublish("", "q", PERSISTENT, bytes("m" + i));
        }
        await().atMost(PATIENCE).until(() -> events.equals(List.of("blocked: low on memory")));
        assertThat(broker.connectionViews()).filteredOn(ConnectionView::blocked).extracting(ConnectionView::name)
                .containsExactly("publisher");
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> collector.count() == 0);
        broker.faults().clearMemoryAlarm();
        assertThat(collector.texts(5)).containsExactly("m0", "m1", "m2", "m3", "m4");
        publishing.waitForConfirmsOrDie(PATIENCE.toMillis());
        await().atMost(PATIENCE).until(() -> events.equals(List.of("blocked: low on memory", "unblocked")));
        assertThat(broker.connectionViews()).noneMatch(ConnectionView::blocked);
    }

    @Test
    void fullMemoryBlocksUntilConsumersHaveFreedSome() throws Exception {
        durableQueue("q", Map.of());
        Channel publishing = confirming();
        Thread flood = new Thread(() -> publish(publishing, 200));
        flood.start();
        await().atMost(PATIENCE).until(() -> broker.connectionViews().stream().anyMatch(ConnectionView::blocked));
        // Each has 100 kB: with the tenth the limit is passed, and the next ones are not read
        assertThat(queue("q").ready()).isBetween(9, 11);
        Collector collector = Collector.on(channel(), "q", true);
        collector.awaited(200);
        flood.join();
        publishing.waitForConfirmsOrDie(PATIENCE.toMillis());
        assertThat(broker.connectionViews()).noneMatch(ConnectionView::blocked);
    }

    @Test
    void messagesInTransactionsCount() throws Exception {
        Channel channel = channel();
        channel.queueDeclare("q", false, false, false, null);
        Channel transactional = connect("publisher").createChannel();
        transactional.txSelect();
        publish(transactional, 11);
        await().atMost(PATIENCE).until(() -> broker.connectionViews().stream().anyMatch(ConnectionView::blocked));
        assertThat(queue("q").ready()).isZero();
        broker.faults().cutConnections(connection -> connection.name().equals("publisher"));
        Channel another = confirming();
        another.basicPublish("", "q", TRANSIENT, bytes("m"));
        another.waitForConfirmsOrDie(PATIENCE.toMillis());
        assertThat(broker.connectionViews()).noneMatch(ConnectionView::blocked);
    }

    @Test
    void repliesToAClientThatDoesNotReadCount() throws Exception {
        Channel publishing = confirming();
        try (RawClient slow = RawClient.ready(broker.host(), broker.port())) {
            String address = SlowReplies.address(slow, channel());
            Thread flood = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    SlowReplies.reply(publishing, address, new byte[100_000]);
                }
            });
            flood.start();
            await().atMost(PATIENCE).until(() -> broker.connectionViews().stream().anyMatch(ConnectionView::blocked));
            slow.close();
            flood.join();
        }
        publishing.waitForConfirmsOrDie(PATIENCE.toMillis());
    }

    private static void publish(Channel channel, int count) {
        for (int i = 0; i < count; i++) {
            SlowReplies.reply(channel, "q", new byte[100_000]);
        }
    }
}
