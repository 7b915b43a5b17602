package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** Workers that take nothing more hold up no consumer, and make none deaf for good. */
class AmqpFullWorkersTest extends BusyWorkersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application()
            .overrideRuntimeConfigKey("quarkus.thread-pool.queue-size", "1");

    @Inject
    AmqpConsumers consumers;

    @Inject
    BrokerConnections connections;

    @Test
    void goOnElsewhere() throws Exception {
        send("before");
        await().atMost(LIMIT).until(() -> isRefused(this::block) && blocked.get() == WORKERS);

        send("while they are full");
        String queue = AmqpNames.competingQueue(prefix, "listen");
        Connection lost = connections.consuming().open().get(10, TimeUnit.SECONDS);
        TestBroker.cutConnections();
        await().atMost(LIMIT).ignoreExceptions().until(() -> connections.consuming().isOpen()
                && connections.consuming().open().join() != lost && channel.consumerCount(queue) == 1
                && consumers.problems(Set.of()).isEmpty());
        assertThat(lost.isOpen()).isFalse();
        assertThat(connections.consuming().condition().state()).isEqualTo(State.OPEN);
        send("after the connection was lost");

        release();
        send("when they are free");
    }

    private boolean isRefused(Runnable task) {
        try {
            workers.execute(task);
            return false;
        } catch (RejectedExecutionException e) {
            return true;
        }
    }
}
