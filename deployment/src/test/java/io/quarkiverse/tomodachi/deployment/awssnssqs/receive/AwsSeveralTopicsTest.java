package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

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
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One method with several annotations. */
class AwsSeveralTopicsTest extends AwsBrokerTest {

    private static final String PREFIX = "several-";
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Audit.class)
            .overrideConfigKey("second.topic", "refunds");

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Audit audit;

    @Inject
    Tomodachi tomodachi;

    @Test
    void topics_of_one_queue_all_arrive_at_the_method() {
        aws.publishAndAwait("p", "payments");
        aws.publishAndAwait("small", "refunds", Publish.attribute("size", "small"));
        aws.publishAndAwait("large", "refunds", Publish.attribute("size", "large"));
        aws.sendAndAwait("direct", "audit");
        await().atMost(SOON).untilAsserted(() -> assertThat(audit.shared).containsExactlyInAnyOrder("payments p",
                "refunds large", " direct"));
        assertThat(broker.attributes(PREFIX + "audit").get(QueueAttributeName.POLICY)).contains(":several-payments\"")
                .contains(":several-refunds\"");
        assertThat(tomodachi.services().get(0).handlers()).filteredOn(handler -> handler.handler().contains("#shared"))
                .singleElement().asString()
                .contains("queue several-audit subscribed to topic several-payments, several-refunds");
    }

    @Test
    void topics_without_a_queue_name_have_a_queue_each() {
        aws.publishAndAwait("1", "north");
        aws.publishAndAwait("2", "south");
        await().atMost(SOON).untilAsserted(() -> assertThat(audit.each).containsExactlyInAnyOrder("north 1", "south 2"));
    }

    @TomodachiService("audit")
    static class Audit {

        final Queue<String> shared = new ConcurrentLinkedQueue<>();
        final Queue<String> each = new ConcurrentLinkedQueue<>();

        @AwsSnsSqs(topic = "payments", queueName = "audit")
        @AwsSnsSqs(topic = "${second.topic}", queueName = "audit", filterPolicy = "{\"size\": [\"large\"]}")
        void shared(String data, String topic) {
            shared.add(topic + " " + data);
        }

        @AwsSnsSqs(topic = "north")
        @AwsSnsSqs(topic = "south")
        void each(String data, String topic) {
            each.add(topic + " " + data);
        }
    }
}
