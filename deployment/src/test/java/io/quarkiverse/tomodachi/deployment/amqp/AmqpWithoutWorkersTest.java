package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** Workers that are all busy hold up no handler on the event loop: neither its messages, nor their outcomes, nor recovery. */
class AmqpWithoutWorkersTest extends BusyWorkersTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = application();

    @Test
    void receivesAcknowledgesAndRecovers() throws Exception {
        send("before");
        blockWorkers();

        String queue = AmqpNames.competingQueue(prefix, "listen");
        send("meanwhile");
        await().atMost(LIMIT).until(() -> messages(queue) == 0);
        TestBroker.cutConnections();
        await().atMost(LIMIT).ignoreExceptions().until(() -> channel.consumerCount(queue) == 1);
        send("after the connection was lost");
        await().atMost(LIMIT).until(() -> messages(queue) == 0);
        assertThat(blocked).hasValue(WORKERS);
    }
}
