package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;

class PollPaceTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final AtomicLong now = new AtomicLong();

    private PollPace pace(int concurrency) {
        return new PollPace(concurrency, now::get);
    }

    @Test
    void idle_queue_has_one_long_poll_however_large_the_concurrency() {
        PollPace pace = pace(100);
        assertThat(pace.delay(100, 10, 0)).isZero();
        pace.begun();
        assertThat(pace.delay(90, 10, 1)).isEqualTo(PollPace.NEVER);
        pace.received(10, 0);
        assertThat(pace.delay(100, 10, 0)).isZero();
    }

    @Test
    void full_answers_open_more_calls_up_to_a_tenth_of_the_concurrency() {
        PollPace pace = pace(25);
        pace.received(10, 10);
        assertThat(pace.delay(10, 10, 1)).isZero();
        assertThat(pace.delay(10, 10, 2)).isEqualTo(PollPace.NEVER);
        pace.received(10, 10);
        assertThat(pace.delay(10, 10, 2)).isZero();
        assertThat(pace.delay(10, 10, 3)).isEqualTo(PollPace.NEVER);
        pace.received(10, 0);
        assertThat(pace.delay(10, 10, 1)).isEqualTo(PollPace.NEVER);
    }

    @Test
    void a_process_has_no_use_for_more_than_a_hundred_calls_at_a_time() {
        assertThat(PollPace.mostCalls(1)).isEqualTo(1);
        assertThat(PollPace.mostCalls(11)).isEqualTo(2);
        assertThat(PollPace.mostCalls(Integer.MAX_VALUE)).isEqualTo(100);
        assertThat(new Batching(1_000, Duration.ofSeconds(1)).polls(Integer.MAX_VALUE)).isEqualTo(100);
    }

    @Test
    void without_room_there_is_no_call() {
        assertThat(pace(10).delay(0, 10, 0)).isEqualTo(PollPace.NEVER);
        assertThat(pace(10).delay(-3, 10, 0)).isEqualTo(PollPace.NEVER);
    }

    @Test
    void with_a_backlog_a_call_waits_for_room_for_all_it_can_bring_but_not_for_long() {
        PollPace pace = pace(10);
        pace.received(10, 10);
        assertThat(pace.delay(1, 10, 0)).isEqualTo(20 * MILLI);
        now.addAndGet(15 * MILLI);
        assertThat(pace.delay(6, 10, 0)).isEqualTo(5 * MILLI);
        assertThat(pace.delay(10, 10, 0)).isZero();
        now.addAndGet(5 * MILLI);
        assertThat(pace.delay(6, 10, 0)).isZero();
        pace.begun();
        assertThat(pace.delay(1, 10, 0)).isEqualTo(20 * MILLI);
    }

    @Test
    void without_a_backlog_there_is_no_wait() {
        PollPace pace = pace(10);
        pace.received(10, 10);
        pace.received(10, 4);
        assertThat(pace.delay(6, 10, 0)).isZero();
        pace.received(10, 5);
        assertThat(pace.hasTraffic()).as("AWS often brings less than there is").isTrue();
        assertThat(pace.delay(6, 10, 0)).isPositive();
    }

    @Test
    void wait_follows_the_usual_time_of_handlers_and_one_slow_handler_changes_little() {
        PollPace pace = pace(10);
        pace.received(10, 10);
        for (int message = 0; message < 200; message++) {
            pace.handled(100 * MILLI);
        }
        assertThat(pace.delay(1, 10, 0)).isBetween(150 * MILLI, 250 * MILLI);
        pace.begun();
        pace.handled(Duration.ofHours(1).toNanos());
        assertThat(pace.delay(1, 10, 0)).isBetween(150 * MILLI, 280 * MILLI);
        for (int message = 0; message < 200; message++) {
            pace.handled(Duration.ofMinutes(1).toNanos());
        }
        pace.begun();
        assertThat(pace.delay(1, 10, 0)).isEqualTo(500 * MILLI);
    }
}
