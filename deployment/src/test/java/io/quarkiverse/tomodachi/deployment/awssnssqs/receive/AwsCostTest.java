package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** How many calls AWS charges for: of a queue that is full, and of handlers that have nothing to do. */
class AwsCostTest {

    private static final int MESSAGES = 1000;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("cost-", Counting.class)
            .setBeforeAllCustomizer(AwsCostTest::fill);

    /** The test is loaded twice; this is where both meet. */
    private static final String BEFORE = "tomodachi.test.aws.cost.before";

    @Inject
    Counting counting;

    private static void fill() {
        try (Broker broker = new Broker()) {
            for (String queue : new String[] { "cost-worker", "cost-eventual" }) {
                String url = broker.sqs().createQueue(request -> request.queueName(queue)).join().queueUrl();
                for (int batch = 0; batch < MESSAGES / 10; batch++) {
                    broker.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(IntStream.range(0, 10)
                            .mapToObj(id -> SendMessageBatchRequestEntry.builder().id("" + id).messageBody("m").build())
                            .toList())).join();
                }
            }
        }
        System.getProperties().put(BEFORE, AwsTestEndpoint.callCounts());
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_full_queue_takes_a_receive_and_a_delete_for_ten_messages() {
        try (Broker broker = new Broker()) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(counting.worker()).isEqualTo(MESSAGES);
                assertThat(counting.eventual()).isEqualTo(MESSAGES);
            });
            Awaitility.await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(broker.size("cost-worker") + broker.size("cost-eventual")).isZero());
            Map<String, Long> after = AwsTestEndpoint.callCounts();
            Map<String, Long> before = (Map<String, Long>) System.getProperties().remove(BEFORE);
            long calls = calls(before, after, "sqs.ReceiveMessage") + calls(before, after, "sqs.DeleteMessageBatch")
                    + calls(before, after, "sqs.DeleteMessage") + calls(before, after, "sqs.ChangeMessageVisibility")
                    + calls(before, after, "sqs.ChangeMessageVisibilityBatch");
            assertThat(calls / (2.0 * MESSAGES)).isLessThanOrEqualTo(0.22);
        }
    }

    private static long calls(Map<String, Long> before, Map<String, Long> after, String action) {
        return after.getOrDefault(action, 0L) - before.getOrDefault(action, 0L);
    }

    @TomodachiService("counting")
    static class Counting {

        final AtomicInteger worker = new AtomicInteger();
        final AtomicInteger eventual = new AtomicInteger();

        int worker() {
            return worker.get();
        }

        int eventual() {
            return eventual.get();
        }

        @AwsSnsSqs(queueName = "worker")
        void worker(String text) {
            worker.incrementAndGet();
        }

        @AwsSnsSqs(queueName = "eventual")
        Uni<Void> eventual(String text) {
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(5))
                    .invoke(eventual::incrementAndGet);
        }
    }
}
