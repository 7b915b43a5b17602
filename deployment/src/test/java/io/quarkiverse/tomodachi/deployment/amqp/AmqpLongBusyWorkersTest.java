package io.quarkiverse.tomodachi.deployment.amqp;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;

/** Workers that are all busy for long after a connection was lost leave no consumer deaf. */
class AmqpLongBusyWorkersTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Listener.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "2")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "2");

    /** Longer than the client once waited for consumers to be told of the end. */
    private static final Duration LONG = Duration.ofSeconds(7);

    private final AtomicInteger blocked = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    @Inject
    Listener listener;

    @Inject
    ScheduledExecutorService workers;

    @AfterEach
    void release() {
        released.countDown();
    }

    @Test
    void areToldWhenAWorkerIsFree() throws Exception {
        send("before");
        workers.execute(this::block);
        workers.execute(this::block);
        await().atMost(LIMIT).until(() -> blocked.get() == 2);

        String queue = AmqpNames.competingQueue(prefix, "listen");
        TestBroker.cutConnections();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 0);
        await().during(LONG).atMost(LIMIT).until(() -> released.getCount() == 1);

        released.countDown();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 1);
        send("when they are free");
    }

    private void send(String text) throws Exception {
        channel.basicPublish("amq.topic", prefix + "listen", null, text.getBytes());
        await().atMost(LIMIT).until(() -> listener.received.contains(text));
    }

    private void block() {
        blocked.incrementAndGet();
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
