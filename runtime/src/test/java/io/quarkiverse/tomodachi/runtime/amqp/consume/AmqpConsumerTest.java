package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static io.quarkiverse.tomodachi.runtime.amqp.consume.TestConsumers.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.devservices.amqp.QueueView;

class AmqpConsumerTest {

    private final TestConsumers consumers = new TestConsumers();

    @AfterEach
    void close() {
        consumers.close();
    }

    @Test
    void consumesAgainWithTheNextConnection() {
        AmqpConsumer consumer = subscribed("lost");
        awaitConsuming(consumer, "lost");
        for (int cut = 0; cut < 5; cut++) {
            consumers.broker.closeConnections();
            awaitConsuming(consumer, "lost");
        }
        consumers.broker.restart();
        awaitConsuming(consumer, "lost");
    }

    @Test
    void isTriedAgainWithTheNextConnectionWhereItWasRefused() throws Exception {
        consumers.take("taken");
        AmqpConsumer consumer = subscribed("taken");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(consumer.problem()).get().asString()
                .contains("PRECONDITION_FAILED"));
        consumers.broker.deleteQueue("taken");

        consumers.broker.closeConnections();
        awaitConsuming(consumer, "taken");
    }

    /** What the broker ends the whole connection for. */
    @Test
    void leavesTheNextConnectionToOthersWhereItMayHaveEndedThisOne() throws Exception {
        AmqpConsumer good = subscribed("good");
        awaitConsuming(good, "good");
        Connection first = consumers.connection.open().join();
        AmqpConsumer bad = consumers.consumer("bad", "no-such-type", Map.of());
        CountDownLatch told = new CountDownLatch(1);
        consumers.connection.whenOpened(told::countDown);
        TestConsumers.subscribe(bad);
        await().atMost(LIMIT).until(() -> !first.isOpen());
        Connection next = consumers.connection.open().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(told.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // what it would do with that connection comes before the second of these
        TopologyChannel unused = new TopologyChannel(consumers.executors.waits());
        bad.keepTopology(unused).toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        bad.keepTopology(unused).toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(next.isOpen()).isTrue();
        assertThat(bad.problem()).get().asString().contains("COMMAND_INVALID");
    }

    /** Or it would be deaf for good. */
    @Test
    void isTriedAgainAfterAnError() {
        AtomicBoolean scarce = new AtomicBoolean(true);
        AmqpConsumer consumer = consumers.consumer("scarce", "topic", new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Set<Entry<String, Object>> entrySet() {
                if (scarce.get()) {
                    throw new OutOfMemoryError("on purpose");
                }
                return super.entrySet();
            }
        });
        TestConsumers.subscribe(consumer);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(consumer.problem()).get().asString().contains("on purpose"));
        await().atMost(LIMIT).until(() -> consumers.broker.channels().isEmpty());
        scarce.set(false);

        consumers.broker.closeConnections();
        awaitConsuming(consumer, "scarce");
    }

    private AmqpConsumer subscribed(String queue) {
        AmqpConsumer consumer = consumers.consumer(queue, "topic", Map.of());
        TestConsumers.subscribe(consumer);
        return consumer;
    }

    private void awaitConsuming(AmqpConsumer consumer, String queue) {
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty()
                && consumers.broker.queue(queue).map(QueueView::consumers).orElse(0) == 1);
    }
}
