package io.quarkiverse.tomodachi.deployment.awssnssqs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class AwsStopTest {

    private static final String PREFIX = "stop-";
    private static final int MESSAGES = 4;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Slow.class)
            .setAfterUndeployListener(AwsStopTest::checkQueues);

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Slow slow;

    /** The running messages were handled and deleted, what they published was sent, the others wait for the next receiver. */
    private static void checkQueues() {
        try (Broker broker = new Broker()) {
            // more than one where the end came so late that another one had begun
            int done = broker.visible(PREFIX + "done");
            assertThat(done).isBetween(1, 3);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Map<QueueAttributeName, String> jobs = broker.attributes(PREFIX + "jobs.fifo");
                assertThat(jobs)
                        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(MESSAGES - done))
                        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
            });
        }
    }

    @Test
    void running_handler_ends_and_the_rest_goes_back() {
        try (Broker broker = new Broker()) {
            broker.sqs().createQueue(request -> request.queueName(PREFIX + "done")).join();
        }
        for (int number = 0; number < MESSAGES; number++) {
            aws.sendAndAwait(Integer.toString(number), "jobs.fifo", Publish.groupId("g"));
        }
        slow.gate = false;
        await().atMost(Duration.ofSeconds(30)).until(() -> slow.begun.get() >= 1);
    }

    @TomodachiService("slow")
    static class Slow {

        final AtomicInteger begun = new AtomicInteger();
        volatile boolean gate = true;

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(queueName = "jobs.fifo", fifo = true)
        void job(String data) throws InterruptedException {
            while (gate) {
                Thread.sleep(10);
            }
            begun.incrementAndGet();
            Thread.sleep(1500);
            aws.send("done " + data, "done");
        }
    }
}
