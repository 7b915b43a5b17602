package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;

/**
 * Workers that are all busy, and take nothing more, hold up no handler on the event loop: neither its messages, nor their
 * outcomes, nor recovery.
 */
class AmqpWithoutWorkersTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int WORKERS = 2;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Listener.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", Integer.toString(WORKERS))
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", Integer.toString(WORKERS))
            .overrideRuntimeConfigKey("quarkus.thread-pool.queue-size", "1");

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger blocked = new AtomicInteger();

    @Inject
    Listener listener;

    @Inject
    ScheduledExecutorService workers;

    @Inject
    AmqpConsumers consumers;

    @Inject
    BrokerConnections connections;

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void receivesAcknowledgesAndRecovers() throws Exception {
        send("before");
        await().atMost(LIMIT).until(() -> isRefused(this::block) && blocked.get() == WORKERS);
        String queue = AmqpNames.competingQueue(prefix, "listen");
        send("meanwhile");
        await().atMost(LIMIT).until(() -> messages(queue) == 0);

        Connection lost = connections.consuming().open().get(10, TimeUnit.SECONDS);
        TestBroker.cutConnections();
        await().atMost(LIMIT).ignoreExceptions().until(() -> connections.consuming().isOpen()
                && connections.consuming().open().join() != lost && channel.consumerCount(queue) == 1
                && consumers.problems(Set.of()).isEmpty());
        assertThat(lost.isOpen()).isFalse();
        assertThat(connections.consuming().condition().state()).isEqualTo(State.OPEN);
        send("after the connection was lost");
        await().atMost(LIMIT).until(() -> messages(queue) == 0);
        assertThat(isRefused(this::block)).as("workers take nothing").isTrue();

        release();
        send("when they are free");
    }

    /** Returns when the handler has it. */
    private void send(String text) throws Exception {
        channel.basicPublish("amq.topic", prefix + "listen", null, text.getBytes());
        await().atMost(LIMIT).until(() -> listener.received.contains(text));
    }

    /** Keeps a worker until {@link #release}. */
    private void block() {
        blocked.incrementAndGet();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRefused(Runnable task) {
        try {
            workers.execute(task);
            return false;
        } catch (RejectedExecutionException e) {
            return true;
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
