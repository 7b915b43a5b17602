package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** SQS takes no queue of a name that was deleted in the last minute. */
class QueueDeletedRecentlyTest extends OwnEndpointTest {

    QueueDeletedRecentlyTest() {
        super(endpoint -> endpoint.waitingTimes(true));
    }

    private Provisioned provision() {
        return topology().provision(QueueNames.of("Shop#paid()",
                new HandlerSettings("orders", "shop", true, null, 45, "dead", 3, false, 10), "", "", "paid", "uuid"));
    }

    @Test
    void minute_is_waited_out() {
        Provisioned first = provision();
        calls.clients().sqs().deleteQueue(request -> request.queueUrl(first.url())).join();
        assertThat(provision()).isEqualTo(first);
        assertThat(endpoint.errorCounts().keySet()).as("meanwhile").anyMatch(error -> error.contains("QueueDeletedRecently"));
        assertThat(endpoint.queue("shop")).isPresent();
        assertThat(endpoint.subscriptions()).hasSize(1);
    }
}
