package io.quarkiverse.tomodachi.runtime.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class LongPollTimesTest {

    private static List<String> advice(Map<String, Duration> configured) {
        return LongPollTimes.advice(key -> Optional.ofNullable(configured.get(key)));
    }

    @Test
    void tells_of_each_limit_that_is_shorter_than_a_long_poll() {
        assertThat(advice(Map.of("quarkus.sqs.async-client.read-timeout", Duration.ofMillis(9_500),
                "quarkus.sqs.api-call-attempt-timeout", Duration.ofSeconds(20), "quarkus.sqs.api-call-timeout",
                Duration.ofSeconds(5)))).satisfiesExactly(
                        advice -> assertThat(advice).startsWith("quarkus.sqs.async-client.read-timeout is 9.5 s, but"),
                        advice -> assertThat(advice).startsWith("quarkus.sqs.api-call-attempt-timeout is 20.0 s, but"),
                        advice -> assertThat(advice).startsWith("quarkus.sqs.api-call-timeout is 5.0 s, but"));
    }

    @Test
    void says_nothing_of_longer_ones_and_of_none() {
        assertThat(advice(Map.of())).isEmpty();
        assertThat(advice(Map.of("quarkus.sqs.async-client.read-timeout", Duration.ZERO, "quarkus.sqs.api-call-timeout",
                Duration.ofSeconds(21), "quarkus.sns.api-call-timeout", Duration.ofSeconds(1)))).isEmpty();
    }
}
