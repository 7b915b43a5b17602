package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** SQS takes no queue of a name that was deleted in the last minute. */
class QueueDeletedRecentlyTest {

    private final AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).waitingTimes(true).build().start();
    private final RecordedCalls calls = new RecordedCalls(endpoint.uri());

    @AfterEach
    void close() {
        calls.close();
        endpoint.close();
    }

    private Provisioned provision() {
        return new Topology(calls.clients(), new Topics(calls.clients().sns())).provision(QueueNames.of("Shop#paid()",
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
