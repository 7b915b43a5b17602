package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** How long is waited before something is tried again. */
class TroublePausesTest {

    private static final Exception REFUSED = new IllegalStateException("no");
    private static final long[] FULL = { 500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000 };

    private static Trouble trouble() {
        return new Trouble("It does not work", Map.of());
    }

    private static void assertGrows(Trouble trouble) {
        for (long full : FULL) {
            assertThat(trouble.failed(REFUSED)).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
        }
    }

    @Test
    void pauses_grow_to_twenty_seconds_and_begin_anew_after_success() {
        Trouble trouble = trouble();
        assertGrows(trouble);
        trouble.succeeded();
        assertGrows(trouble);
    }

    @Test
    void they_stay_at_their_longest_however_long_it_lasts() {
        Trouble trouble = trouble();
        for (int failures = 0; failures < 200; failures++) {
            trouble.failed(REFUSED);
        }
        assertThat(trouble.failed(REFUSED)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void a_part_is_random_so_that_not_all_try_at_the_same_time() {
        Set<Duration> pauses = Stream.generate(() -> trouble().failed(REFUSED)).limit(1_000).collect(Collectors.toSet());
        // of 251 possible ones
        assertThat(pauses).hasSizeGreaterThan(100).anyMatch(pause -> pause.toMillis() < 300)
                .anyMatch(pause -> pause.toMillis() > 450);
    }
}
