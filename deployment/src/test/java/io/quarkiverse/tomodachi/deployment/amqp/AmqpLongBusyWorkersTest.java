package io.quarkiverse.tomodachi.deployment.amqp;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** Workers that are all busy for long after a connection was lost leave no consumer deaf. */
class AmqpLongBusyWorkersTest extends BusyWorkersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Listener.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "2")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "2");

    /** Longer than the client waits for consumers to be told of the end. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final AtomicInteger blocked = new AtomicInteger();

    @Test
    void areToldWhenAWorkerIsFree() throws Exception {
        send("before");
        for (int worker = 0; worker < 2; worker++) {
            workers.execute(() -> {
                blocked.incrementAndGet();
                block();
            });
        }
        await().atMost(LIMIT).until(() -> blocked.get() == 2);

        String queue = AmqpNames.competingQueue(prefix, "listen");
        TestBroker.cutConnections();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 0);
        await().during(LONG).atMost(LIMIT).until(() -> released.getCount() == 1);

        released.countDown();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 1);
        send("when they are free");
    }
}
