package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class TroubleTest {

    private static final Exception REFUSED = new IllegalStateException("no");

    @Test
    void lasts_until_it_is_over() {
        Trouble trouble = new Trouble("It does not work", Map.of());
        assertThat(trouble.problem()).isEmpty();
        trouble.failed(REFUSED);
        assertThat(trouble.problem()).hasValueSatisfying(text -> assertThat(text).startsWith("It does not work since"));
        trouble.succeeded();
        assertThat(trouble.problem()).isEmpty();
    }

    @Test
    void counts_as_over_where_nothing_is_left_that_could_succeed() {
        AtomicLong now = new AtomicLong();
        Duration memory = Duration.ofMinutes(5);
        Trouble trouble = new Trouble("It does not work", Map.of(), memory, now::get);
        for (int time = 0; time < 2; time++) {
            trouble.failed(REFUSED);
            now.addAndGet(memory.toNanos());
            assertThat(trouble.problem()).isPresent();
            now.incrementAndGet();
            assertThat(trouble.problem()).isEmpty();
        }
    }

    @Test
    void each_failure_is_remembered_for_as_long() {
        AtomicLong now = new AtomicLong();
        Trouble trouble = new Trouble("It does not work", Map.of(), Duration.ofHours(1), now::get);
        for (int minute = 0; minute < 120; minute++) {
            trouble.failed(REFUSED);
            now.addAndGet(Duration.ofMinutes(1).toNanos());
        }
        now.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(trouble.problem()).isPresent();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(trouble.problem()).isEmpty();
    }
}
