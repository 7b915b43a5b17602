package io.quarkiverse.tomodachi.deployment.amqp;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.NonBlocking;

/** A test of a handler on the event loop, {@link Listener}, beside workers that do nothing but wait. */
abstract class BusyWorkersTest extends BrokerTest {

    static final Duration LIMIT = Duration.ofSeconds(30);

    final CountDownLatch released = new CountDownLatch(1);

    @Inject
    Listener listener;

    @Inject
    ScheduledExecutorService workers;

    @AfterEach
    void release() {
        released.countDown();
    }

    /** Returns when the handler has it. */
    void send(String text) throws Exception {
        channel.basicPublish("amq.topic", prefix + "listen", null, text.getBytes());
        await().atMost(LIMIT).until(() -> listener.received.contains(text));
    }

    /** Keeps a worker until {@link #release}. */
    void block() {
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
