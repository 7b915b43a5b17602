package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Names, policies and keys that are known only when the application starts. */
class AwsConfiguredNamesTest extends AwsBrokerTest {

    private static final String PREFIX = "configured-";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Orders.class)
            .overrideRuntimeConfigKey("names.stage", "test").overrideRuntimeConfigKey("names.topic", "orders-${names.stage}")
            .overrideRuntimeConfigKey("names.event", "paid").overrideRuntimeConfigKey("names.key", "alias/orders");

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Orders orders;

    @Test
    void expressions_are_resolved_at_start() {
        aws.publishAndAwait("1", "orders-test", Publish.attribute("event", "paid"));
        aws.publishAndAwait("2", "orders-test", Publish.attribute("event", "other"));
        aws.publishAndAwait("3", "refunds", Publish.attribute("event", "paid"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> assertThat(orders.received).containsExactlyInAnyOrder("orders-test 1", "refunds 3"));
        assertThat(broker.attributes(PREFIX + "shop-test")).containsEntry(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/orders");
        assertThat(broker.attributes(PREFIX + "shop-test").get(QueueAttributeName.REDRIVE_POLICY))
                .contains(":configured-dead-test\"");
    }

    @TomodachiService("orders")
    static class Orders {

        final Queue<String> received = new ConcurrentLinkedQueue<>();

        @AwsSnsSqs(topic = "${names.topic}", queueName = "shop-${names.stage}", filterPolicy = "{\"event\": [\"${names.event}\"]}", deadLetterQueueName = "dead-${names.stage}", maxReceiveCount = 3, sqsKmsMasterKeyId = "${names.key}")
        @AwsSnsSqs(topic = "${names.none:}", queueName = "shop-${names.stage}", deadLetterQueueName = "dead-${names.stage}", maxReceiveCount = 3, sqsKmsMasterKeyId = "${names.key}")
        @AwsSnsSqs(topic = "${names.second:refunds}", queueName = "shop-${names.stage}", deadLetterQueueName = "dead-${names.stage}", maxReceiveCount = 3, sqsKmsMasterKeyId = "${names.key}")
        void receive(String data, String topic) {
            received.add(topic + " " + data);
        }
    }
}
