package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;

/** Workers that take nothing more hold up no consumer, and make none deaf for good. */
class AmqpFullWorkersTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Listener.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "2")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "2")
            .overrideRuntimeConfigKey("quarkus.thread-pool.queue-size", "1");

    private final CountDownLatch released = new CountDownLatch(1);

    @Inject
    Listener listener;

    @Inject
    AmqpConsumers consumers;

    @Inject
    BrokerConnections connections;

    @Inject
    ScheduledExecutorService workers;

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void goOnElsewhere() throws Exception {
        send("before");
        fillWorkers();

        send("while they are full");
        String queue = AmqpNames.competingQueue(prefix, "listen");
        TestBroker.cutConnections();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 1
                && consumers.problems(Set.of()).isEmpty());
        assertThat(connections.consuming().condition().state()).isEqualTo(State.OPEN);
        send("after the connection was lost");

        released.countDown();
        send("when they are free");
    }

    private void send(String text) throws Exception {
        channel.basicPublish("amq.topic", prefix + "listen", null, text.getBytes());
        await().atMost(LIMIT).until(() -> listener.received.contains(text));
    }

    private void fillWorkers() {
        try {
            while (true) {
                workers.execute(this::block);
            }
        } catch (RejectedExecutionException e) {
            // those that run, and the one that waits for them
        }
    }

    private void block() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @TomodachiService("listener")
    public static class Listener {

        final List<String> received = new CopyOnWriteArrayList<>();

        @NonBlocking
        @Amqp("listen")
        void receive(String data) {
            received.add(data);
        }
    }
}
