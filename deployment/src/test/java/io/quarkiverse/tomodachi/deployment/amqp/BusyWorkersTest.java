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

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;

/** A test of a handler on the event loop, {@link Listener}, beside workers that do nothing but wait. */
abstract class BusyWorkersTest extends BrokerTest {

    static final Duration LIMIT = Duration.ofSeconds(30);
    static final int WORKERS = 2;

    private final CountDownLatch released = new CountDownLatch(1);
    final AtomicInteger blocked = new AtomicInteger();

    @Inject
    Listener listener;

    @Inject
    ScheduledExecutorService workers;

    static QuarkusUnitTest application() {
        return TestBroker.application(Listener.class)
                .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", Integer.toString(WORKERS))
                .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", Integer.toString(WORKERS));
    }

    /** Lets the workers go on. */
    @AfterEach
    void release() {
        released.countDown();
    }

    /** Returns when the handler has it. */
    void send(String text) throws Exception {
        channel.basicPublish("amq.topic", prefix + "listen", null, text.getBytes());
        await().atMost(LIMIT).until(() -> listener.received.contains(text));
    }

    /** Keeps all workers until {@link #release}; returns when they are kept. */
    void blockWorkers() {
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.execute(this::block);
        }
        await().atMost(LIMIT).until(() -> blocked.get() == WORKERS);
    }

    /** Keeps a worker until {@link #release}. */
    void block() {
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
