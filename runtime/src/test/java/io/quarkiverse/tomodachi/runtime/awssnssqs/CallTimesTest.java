package io.quarkiverse.tomodachi.runtime.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

class CallTimesTest {

    @Test
    void calls_are_limited_where_nothing_is_configured() {
        try (SnsAsyncClient sns = SnsAsyncClient.builder().region(Region.EU_WEST_1).build()) {
            assertTimes(CallTimes.of(sns), 20, 10);
        }
    }

    @Test
    void configured_times_of_the_client_count_where_they_are_shorter() {
        try (SqsAsyncClient sqs = SqsAsyncClient.builder().region(Region.EU_WEST_1).overrideConfiguration(
                own -> own.apiCallTimeout(Duration.ofSeconds(60)).apiCallAttemptTimeout(Duration.ofSeconds(4))).build()) {
            assertTimes(CallTimes.of(sqs), 20, 4);
        }
        try (SnsAsyncClient sns = SnsAsyncClient.builder().region(Region.EU_WEST_1).overrideConfiguration(
                own -> own.apiCallTimeout(Duration.ofSeconds(6)).apiCallAttemptTimeout(Duration.ofSeconds(30))).build()) {
            assertTimes(CallTimes.of(sns), 6, 10);
        }
    }

    private static void assertTimes(AwsRequestOverrideConfiguration times, int call, int attempt) {
        assertThat(times.apiCallTimeout()).contains(Duration.ofSeconds(call));
        assertThat(times.apiCallAttemptTimeout()).contains(Duration.ofSeconds(attempt));
    }
}
