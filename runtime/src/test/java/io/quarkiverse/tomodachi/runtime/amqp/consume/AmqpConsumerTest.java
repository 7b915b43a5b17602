package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;
import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.ExchangeBinding;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.smallrye.mutiny.Multi;

/** Consumers of a broker in this process, with pauses of their own that nobody lives to see the end of. */
class AmqpConsumerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4);
    private AmqpBroker broker;
    private BrokerConnection connection;

    @BeforeEach
    void start() {
        broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start();
        connection = TestConnections.to(broker.port(), executor);
    }

    @AfterEach
    void stop() {
        connection.close();
        executor.shutdownNow();
        broker.close();
    }

    @Test
    void consumesAgainWithTheNextConnection() {
        AmqpConsumer consumer = subscribed("lost", "topic");
        awaitConsuming(consumer, "lost");
        for (int cut = 0; cut < 5; cut++) {
            broker.closeConnections();
            awaitConsuming(consumer, "lost");
        }
        broker.restart();
        awaitConsuming(consumer, "lost");
    }

    @Test
    void isTriedAgainWithTheNextConnectionWhereItWasRefused() throws Exception {
        connection.open().get(LIMIT.toSeconds(), TimeUnit.SECONDS).createChannel().queueDeclare("taken", true, false, false,
                Map.of("x-max-length", 5));
        AmqpConsumer consumer = subscribed("taken", "topic");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(consumer.problem()).get().asString()
                .contains("PRECONDITION_FAILED"));
        broker.deleteQueue("taken");

        broker.closeConnections();
        awaitConsuming(consumer, "taken");
    }

    /** What the broker ends the whole connection for. */
    @Test
    void leavesTheNextConnectionToOthersWhereItMayHaveEndedThisOne() throws Exception {
        AmqpConsumer good = subscribed("good", "topic");
        awaitConsuming(good, "good");
        Connection first = connection.open().join();
        AmqpConsumer bad = consumer("bad", "no-such-type");
        CountDownLatch told = new CountDownLatch(1);
        connection.whenOpened(told::countDown);
        subscribe(bad);
        await().atMost(LIMIT).until(() -> !first.isOpen());
        Connection next = connection.open().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(told.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // what it would do with that connection comes before the second of these
        bad.keepTopology().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        bad.keepTopology().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertThat(next.isOpen()).isTrue();
        assertThat(bad.problem()).get().asString().contains("COMMAND_INVALID");
    }

    private AmqpConsumer subscribed(String queue, String exchangeType) {
        AmqpConsumer consumer = consumer(queue, exchangeType);
        subscribe(consumer);
        return consumer;
    }

    private static void subscribe(AmqpConsumer consumer) {
        Multi.createFrom().publisher(consumer).subscribe().with(message -> {
        });
    }

    private AmqpConsumer consumer(String queue, String exchangeType) {
        QueueTopology topology = new QueueTopology(queue, Map.of(),
                List.of(new ExchangeBinding("exchange-" + exchangeType, exchangeType, queue, Map.of())), null);
        ConsumerSettings settings = new ConsumerSettings("id", "service", "handler", "", topology,
                new Consumption(10, 0, false), LIMIT);
        return new AmqpConsumer(queue, settings, connection, executor, new FailedMessages(null, new RetryLadder("retry.")),
                new Backoff(PAUSE, PAUSE));
    }

    private void awaitConsuming(AmqpConsumer consumer, String queue) {
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty()
                && broker.queue(queue).map(QueueView::consumers).orElse(0) == 1);
    }
}
