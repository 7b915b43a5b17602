package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

/** How many calls are made to one topic or queue together, and when the next one. */
class SendPaceTest {

    private final SendPace pace = new SendPace();

    /** How many calls can be open, in place of those that are. */
    private int most() {
        int begun = 0;
        for (; pace.allowsCall(); begun++) {
            pace.begin();
        }
        for (int open = begun; open > 0; open--) {
            pace.end();
        }
        assertThat(pace.isBusy()).isFalse();
        return begun;
    }

    @Test
    void throttling_halves_the_number_of_calls_and_each_success_allows_one_more() {
        assertThat(most()).isEqualTo(25);
        pace.failed(true);
        assertThat(most()).isEqualTo(12);
        pace.failed(true);
        assertThat(most()).isEqualTo(6);
        pace.succeeded();
        assertThat(most()).isEqualTo(7);
        pace.succeeded();
        assertThat(most()).isEqualTo(8);
    }

    @Test
    void there_is_always_one_and_never_more_than_twenty_five() {
        LongStream.range(0, 10).forEach(time -> pace.failed(true));
        assertThat(most()).isEqualTo(1);
        LongStream.range(0, 100).forEach(time -> pace.succeeded());
        assertThat(most()).isEqualTo(25);
    }

    @Test
    void other_failures_leave_the_number_of_calls() {
        pace.failed(false);
        assertThat(most()).isEqualTo(25);
    }

    @Test
    void failures_make_a_pause_which_ends_with_success() {
        assertThat(pace.pauseNanos()).isZero();
        LongStream.range(0, 10).forEach(time -> pace.failed(false));
        assertThat(pace.pauseNanos()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5).toNanos());
        pace.succeeded();
        assertThat(pace.pauseNanos()).isZero();
    }

    @Test
    void pauses_grow_to_five_seconds_half_of_them_random() {
        long[] full = { 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000 };
        for (int attempt = 1; attempt <= full.length; attempt++) {
            assertThat(Duration.ofNanos(SendPace.pause(attempt))).isBetween(Duration.ofMillis(full[attempt - 1] / 2),
                    Duration.ofMillis(full[attempt - 1]));
        }
        assertThat(Duration.ofNanos(SendPace.pause(1_000))).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
        Set<Long> pauses = LongStream.range(0, 100).mapToObj(time -> SendPace.pause(1)).collect(Collectors.toSet());
        assertThat(pauses).hasSizeGreaterThan(50);
    }
}
