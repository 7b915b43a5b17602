package io.quarkiverse.tomodachi.runtime.message.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureRules;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;

class RetryDelaysTest {

    private static RetryDelays delays(String initial, String max, double multiplier, double jitter, double random) {
        return new RetryDelays(new FailureSettings(OnFailure.RETRY, 10, initial, max, multiplier, jitter, List.of(),
                Exhausted.KEEP), () -> random);
    }

    private static List<Long> millis(RetryDelays delays, int attempts) {
        return IntStream.rangeClosed(1, attempts).mapToObj(attempt -> delays.after(attempt).toMillis()).toList();
    }

    @Test
    void growUpToTheLargest() {
        assertThat(millis(delays("1s", "5m", 2, 0, 0), 11)).containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L,
                64_000L, 128_000L, 256_000L, 300_000L, 300_000L);
        assertThat(millis(delays("1s", "1m", 1, 0, 0), 3)).containsExactly(1_000L, 1_000L, 1_000L);
        assertThat(millis(delays("1s", "10s", 1.5, 0, 0), 4)).containsExactly(1_000L, 1_500L, 2_250L, 3_375L);
        assertThat(delays("1s", "12h", 1_000, 0, 0).after(Integer.MAX_VALUE)).hasHours(12);
        assertThat(delays("10s", "1s", 2, 0, 0).after(1)).hasSeconds(1);
    }

    @Test
    void areShortenedAtRandom() {
        assertThat(delays("1s", "5m", 2, 0.2, 0.5).after(2)).hasMillis(1_800);
        assertThat(delays("1s", "5m", 2, 0.2, 0.9999).after(1)).isBetween(Duration.ofMillis(800), Duration.ofMillis(801));
        assertThat(delays("1s", "5m", 2, 1, 0.9999).after(1)).isEqualTo(FailureRules.SMALLEST_DELAY);
    }

    @Test
    void neverMakeAHotLoop() {
        assertThat(RetryDelays.bounded(Duration.ZERO)).hasMillis(100);
        assertThat(RetryDelays.bounded(Duration.ofMillis(101))).hasMillis(101);
        assertThat(RetryDelays.bounded(Duration.ofDays(2))).hasHours(12);
        assertThat(delays("1s", "5m", 2, 0, 0).after(0)).hasSeconds(1);
    }
}
