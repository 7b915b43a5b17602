package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryQueue;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;

/** What becomes of messages that are under way when the application ends. */
class AmqpSenderTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.amqp");

    @AfterEach
    void stop() {
        executor.shutdownNow();
        events.close();
    }

    @Test
    void whatWasSentMayHaveArrived() {
        try (AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start()) {
            RetryQueue queue = new RetryLadder("retry.", Type.QUORUM).queue(Duration.ofHours(1),
                    new QueueTopology("queue", Map.of(), List.of(), null), false, Instant.now());
            BrokerConnections connections = TestConnections.both(broker.port());
            AmqpSender sender = TestSenders.impatient(connections);
            broker.faults().withholdConfirms();
            CompletionStage<Void> outcome = sender.forward(queue.name(), "queue", queue, new BasicProperties(), new byte[1],
                    Duration.ofMinutes(5));
            await().atMost(LIMIT).until(() -> broker.queue(queue.name()).map(QueueView::ready).orElse(0) == 1);

            sender.stop();
            assertThat(failure(outcome).reason()).isEqualTo(Reason.UNCONFIRMED);
            assertThat(failure(outcome)).hasMessageEndingWith("was not confirmed before the application stopped");
            assertTold();
            connections.close();
        }
    }

    @Test
    void whatWasNotSentHasNotArrived() {
        BrokerConnections connections = TestConnections.both(1);
        AmqpSender sender = TestSenders.impatient(connections);
        CompletionStage<Void> outcome = sender.forward("", "queue", null, new BasicProperties(), new byte[1],
                Duration.ofMinutes(5));

        sender.stop();
        assertThat(failure(outcome).reason()).isEqualTo(Reason.NOT_SENT);
        assertThat(failure(outcome)).hasMessageEndingWith("was not sent before the application stopped");
        assertTold();
        connections.close();
    }

    /** Nothing of it has left the application, and there is time. */
    @Test
    void whatWasNotSentWhenTheConnectionEndedGoesOverTheNextOne() {
        try (AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start()) {
            BrokerConnections connections = TestConnections.both(broker.port());
            AmqpSender sender = TestSenders.impatient(connections);
            List<Connection> declaredOver = new CopyOnWriteArrayList<>();
            CompletionStage<Void> outcome = sender.forward("", "queue", declaring(channel -> {
                declaredOver.add(channel.getConnection());
                if (declaredOver.size() == 1) {
                    broker.faults().cutConnections(every -> true);
                }
                channel.queueDeclare("queue", false, false, false, Map.of());
            }), new BasicProperties(), new byte[1], Duration.ofMinutes(5));

            assertThat(outcome.toCompletableFuture()).succeedsWithin(LIMIT);
            assertThat(declaredOver).hasSize(2).doesNotHaveDuplicates();
            assertThat(broker.queue("queue").map(QueueView::ready)).contains(1);
            connections.close();
        }
    }

    private static Declaration declaring(Declaring code) {
        return new Declaration() {
            @Override
            public String key() {
                return "queue queue";
            }

            @Override
            public void declare(Channel channel) throws IOException {
                code.declare(channel);
            }
        };
    }

    private interface Declaring {

        void declare(Channel channel) throws IOException;
    }

    private static AmqpPublishException failure(CompletionStage<Void> outcome) {
        return outcome.handle((nothing, failure) -> (AmqpPublishException) Failures.unwrap(failure)).toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void assertTold() {
        assertThat(events.fields()).filteredOn(fields -> "publishes-unconfirmed".equals(fields.get("event"))).containsExactly(
                Map.of("event", "publishes-unconfirmed", "transport", "amqp", "messages", "1", "reason",
                        "the application stopped"));
    }
}
