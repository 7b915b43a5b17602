package io.quarkiverse.tomodachi.deployment.amqp;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** Workers that are all busy for long after a connection was lost leave no consumer deaf. */
class AmqpLongBusyWorkersTest extends BusyWorkersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();

    /** Longer than the client waits for consumers to be told of the end. */
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void areToldWhenAWorkerIsFree() throws Exception {
        send("before");
        blockWorkers();

        String queue = AmqpNames.competingQueue(prefix, "listen");
        TestBroker.cutConnections();
        await().during(LONG).atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 0);

        release();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 1);
        send("when they are free");
    }
}
