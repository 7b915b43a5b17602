package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.logging.FailingLog;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;

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

    /** What it is about waits for the next attempt, and nobody else would have it tried. */
    @Test
    void goes_its_way_where_the_log_fails() {
        AtomicLong now = new AtomicLong();
        Trouble trouble = new Trouble("It does not work", Map.of(), Duration.ofMinutes(2), new QueueCalls(now::get));
        try (FailingLog log = new FailingLog("io.quarkiverse.tomodachi.awssnssqs")) {
            assertThat(trouble.failed(REFUSED)).isPositive();
            assertThat(trouble.problem()).isPresent();
            trouble.succeeded();
            assertThat(trouble.problem()).isEmpty();
            trouble.failed(REFUSED);
            now.addAndGet(Duration.ofMinutes(3).toNanos());
            trouble.lookForEnd();
            assertThat(trouble.problem()).isEmpty();
            trouble.notHandedOn(REFUSED);
            trouble.notKept(REFUSED);
            assertThat(log.failures()).isGreaterThanOrEqualTo(6);
        }
    }

    @Test
    void counts_as_over_where_nothing_is_left_that_could_succeed() {
        AtomicLong now = new AtomicLong();
        Duration memory = Duration.ofMinutes(5);
        Trouble trouble = new Trouble("It does not work", Map.of(), memory, new QueueCalls(now::get));
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
        Trouble trouble = new Trouble("It does not work", Map.of(), Duration.ofHours(1), new QueueCalls(now::get));
        for (int minute = 0; minute < 120; minute++) {
            trouble.failed(REFUSED);
            now.addAndGet(Duration.ofMinutes(1).toNanos());
        }
        now.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(trouble.problem()).isPresent();
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(trouble.problem()).isEmpty();
    }

    @Test
    void each_that_was_told_has_an_end_that_is_told() {
        AtomicLong now = new AtomicLong();
        Trouble trouble = new Trouble("It does not work", Map.of("queue", "q"), Duration.ofMinutes(2),
                new QueueCalls(now::get));
        try (LoggedEvents log = new LoggedEvents("io.quarkiverse.tomodachi.awssnssqs")) {
            trouble.failed(REFUSED);
            trouble.failed(REFUSED);
            now.addAndGet(Duration.ofSeconds(150).toNanos());
            trouble.lookForEnd();
            trouble.lookForEnd();
            trouble.succeeded();
            trouble.failed(REFUSED);
            trouble.succeeded();
            List<String> told = log.texts().stream().filter(text -> !text.startsWith("DEBUG")).toList();
            assertThat(told).hasSize(4);
            assertThat(told.get(0)).isEqualTo(told.get(2)).isEqualTo("WARN It does not work; it is tried on: no");
            assertThat(told.get(1)).isEqualTo("INFO Nothing failed for PT2M30S after 2 failures: It does not work");
            assertThat(told.get(3)).startsWith("INFO Works again after ").endsWith("1 failures: It does not work");
            assertThat(log.fields()).filteredOn("event", "recovered").hasSize(2)
                    .allSatisfy(fields -> assertThat(fields).containsEntry("queue", "q").containsKey("transport"));
        }
    }
}
