package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** Workers that take nothing more hold up no consumer, and make none deaf for good. */
class AmqpFullWorkersTest extends BusyWorkersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Listener.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "2")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "2")
            .overrideRuntimeConfigKey("quarkus.thread-pool.queue-size", "1");

    @Inject
    AmqpConsumers consumers;

    @Inject
    BrokerConnections connections;

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

    private void fillWorkers() {
        try {
            while (true) {
                workers.execute(this::block);
            }
        } catch (RejectedExecutionException e) {
            // those that run, and the one that waits for them
        }
    }
}
