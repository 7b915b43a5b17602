package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkus.test.QuarkusUnitTest;

/** What is logged of queues and messages has fields for machines, and nothing of what is in messages. */
class AwsLogFieldsTest {

    private static final String PREFIX = "log-fields-";
    private static final String SECRET = "s3cret-of-the-test";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Talking.class, LoggedEvents.class);

    @Inject
    Talking talking;

    @BeforeEach
    void listen() {
        LoggedEvents.begin();
    }

    @AfterEach
    void mend() {
        AwsTestEndpoint.faults("");
        LoggedEvents.end();
    }

    @Test
    void tellOfMessages() {
        talking.publisher.sendAndAwait(SECRET, "fail");
        for (Map<String, String> fields : List.of(LoggedEvents.with(Map.of("outcome", "retried", "attempt", "1")),
                LoggedEvents.with(Map.of("outcome", "dead-lettered", "attempt", "2")))) {
            assertThat(fields).containsAllEntriesOf(handler()).containsKey("message_id");
        }
        tellsNothingOfMessages();
    }

    @Test
    void tellOfQueuesThatCannotBeReceivedFrom() {
        AwsTestEndpoint.faults("credentials=expired,on=sqs.ReceiveMessage");
        // lets the poll that waits come to its end
        talking.publisher.sendAndAwait(SECRET, "fail");
        assertThat(LoggedEvents.with(Map.of("event", "trouble"))).containsAllEntriesOf(handler()).containsKey("reason");
        AwsTestEndpoint.faults("");
        assertThat(LoggedEvents.with(Map.of("event", "recovered"))).containsAllEntriesOf(handler());
        tellsNothingOfMessages();
    }

    @Test
    void tellOfMessagesThatCannotBePublished() {
        // more than SNS takes
        talking.publisher.publish(SECRET.repeat(150_000), "nowhere");
        assertThat(LoggedEvents.with(Map.of("event", "publish-failed"))).containsEntry("transport", "aws-sns-sqs")
                .containsKey("reason")
                .extractingByKey("destination").asString().contains("nowhere");
        tellsNothingOfMessages();
    }

    private static void tellsNothingOfMessages() {
        assertThat(LoggedEvents.texts()).isNotEmpty().noneMatch(text -> text.contains(SECRET));
    }

    private static Map<String, String> handler() {
        return Map.of("handler", Talking.class.getName() + "#fail(String)", "service", "talking", "transport", "aws-sns-sqs",
                "queue", PREFIX + "fail");
    }

    @TomodachiService("talking")
    static class Talking {

        @Inject
        AwsSnsSqsPublisher publisher;

        @FailurePolicy(attempts = 2, initialDelay = "1S", jitter = 0)
        @AwsSnsSqs(queueName = "fail", deadLetterQueueName = "fail-dead", maxReceiveCount = 5)
        void fail(String data) {
            throw new IllegalStateException("on purpose");
        }
    }
}
