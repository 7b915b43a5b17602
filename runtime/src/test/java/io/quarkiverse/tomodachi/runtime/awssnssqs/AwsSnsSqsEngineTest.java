package io.quarkiverse.tomodachi.runtime.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import io.smallrye.mutiny.Uni;

class AwsSnsSqsEngineTest {

    @Test
    void tellsOfOutcomesThatSqsDoesNotLearn() {
        try (LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.awssnssqs")) {
            AwsSnsSqsEngine.told("tell outcomes", Duration.ofMillis(10), Uni.createFrom().nothing()).await()
                    .atMost(Duration.ofSeconds(20));

            assertThat(events.texts()).containsExactly(
                    "WARN SQS did not answer within PT0.01S to tell outcomes; messages may be delivered again");
            assertThat(events.fields()).containsExactly(Map.of("event", "outcomes-untold", "transport", "aws-sns-sqs", "reason",
                    "no answer in time"));
        }
    }
}
