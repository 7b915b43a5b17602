package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Visibility;

/** How often messages are hidden anew whose handlers take long, with the time that rounds have. */
class LeaseRoundsTest {

    private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);

    private final TestClock clock = new TestClock(BEGIN);
    private final List<List<Visibility>> calls = new ArrayList<>();
    private final Map<String, Instant> hidden = new HashMap<>();
    private final Leases leases = new Leases(clock, new HeldLeases(), this::call);
    private final List<Lease> running = new ArrayList<>();
    private final Map<Lease, Instant> ends = new HashMap<>();
    /** Those that are not answered, and when they are given up. */
    private final Map<CompletableFuture<Answer>, Instant> unanswered = new HashMap<>();
    /** Whether a call is not answered; of each message one at most. */
    private boolean silence;
    private final Set<String> silent = new HashSet<>();

    private CompletionStage<Answer> call(List<Visibility> entries, Duration patience) {
        calls.add(entries);
        List<String> handles = entries.stream().map(Visibility::receiptHandle).toList();
        if (silence && Collections.disjoint(silent, handles)) {
            silent.addAll(handles);
            CompletableFuture<Answer> none = new CompletableFuture<>();
            unanswered.put(none, clock.now.plus(patience));
            return none;
        }
        entries.forEach(entry -> hidden.put(entry.receiptHandle(), clock.now.plusSeconds(entry.seconds())));
        return CompletableFuture.completedFuture(new Answer(Map.of()));
    }

    private void begin(String handle, Duration handling) {
        Instant until = leases.until(clock.now);
        Lease lease = new Lease(clock, handle, clock.now, until, new Origin("q", handle));
        hidden.put(handle, until);
        ends.put(lease, clock.now.plus(handling));
        running.add(lease);
        leases.begin(List.of(lease));
    }

    /** One every so often, each of which takes that long; until all have ended. */
    private void handle(int count, Duration every, Duration handling) {
        Instant next = clock.now;
        Instant round = clock.now.plusMillis(17);
        for (int begun = 0; begun < count || !running.isEmpty();) {
            if (begun < count && !next.isAfter(round)) {
                clock.now = next;
                begin("h" + begun++, handling);
                next = next.plus(every);
                continue;
            }
            clock.now = round;
            giveUp();
            endAndCheck();
            leases.round();
            round = round.plus(leases.interval()).plusMillis(1);
        }
    }

    private void giveUp() {
        List.copyOf(unanswered.keySet()).forEach(call -> {
            if (!clock.now.isBefore(unanswered.get(call))) {
                unanswered.remove(call);
                call.completeExceptionally(new IllegalStateException("no answer"));
            }
        });
    }

    private void endAndCheck() {
        for (Iterator<Lease> each = running.iterator(); each.hasNext();) {
            Lease lease = each.next();
            boolean over = !clock.now.isBefore(ends.get(lease));
            Instant needed = over ? ends.get(lease) : clock.now;
            assertThat(hidden.get(lease.receiptHandle())).as(lease.receiptHandle()).isAfter(needed);
            assertThat(lease.isLost() && !over).isFalse();
            if (over) {
                each.remove();
                leases.end(lease);
            }
        }
    }

    @Test
    void messages_that_came_one_by_one_are_hidden_anew_in_few_calls() {
        leases.timeout(600);
        handle(400, Duration.ofSeconds(15), Duration.ofMinutes(30));
        long entries = calls.stream().mapToLong(List::size).sum();
        // six half timeouts, and the last one needs none; 120 of them are here at a time
        assertThat(entries).isLessThanOrEqualTo(400 * 9);
        assertThat(calls.size()).as("of %d entries", entries).isLessThanOrEqualTo(400 * 6 / 10);
    }

    @Test
    void few_messages_come_together_with_time() {
        leases.timeout(900);
        handle(4, Duration.ofMinutes(2), Duration.ofHours(10));
        assertThat(calls).hasSizeLessThanOrEqualTo(10 * 60 * 2 / 15 + 4);
    }

    @Test
    void message_that_is_handled_within_half_of_a_long_timeout_needs_no_call() {
        leases.timeout(600);
        handle(50, Duration.ofSeconds(7), Duration.ofSeconds(299));
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 3, 5, 10, 30, 60, 119, 120, 121, 130, 150, 160, 161, 170, 240, 300, 600, 3600, 36_000 })
    void no_message_is_lost_where_one_call_is_not_answered(int timeout) {
        leases.timeout(timeout);
        silence = true;
        Duration whole = Duration.ofSeconds(timeout);
        handle(37, whole.dividedBy(31), whole.multipliedBy(5).compareTo(Duration.ofHours(11)) > 0 ? Duration.ofHours(11)
                : whole.multipliedBy(5));
        assertThat(calls).isNotEmpty();
    }

    /** SQS would add parts of a second, each time. */
    @Test
    void nothing_is_asked_for_that_adds_nothing() {
        leases.timeout(3600);
        handle(1, Duration.ofSeconds(1), Duration.ofHours(12).minusSeconds(30));
        assertThat(calls).hasSizeLessThanOrEqualTo(12 * 2 + 1);
    }

    /** Rounds come each 200 milliseconds and each sixth of the timeout: no time to try again, but enough for each first try. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void shortest_timeouts_are_prolonged_in_time(int timeout) {
        leases.timeout(timeout);
        handle(37, Duration.ofMillis(33), Duration.ofSeconds(20));
        assertThat(calls).isNotEmpty();
    }

    @Test
    void message_that_is_hidden_for_as_long_as_can_be_needs_no_call() {
        leases.timeout(43_200);
        handle(3, Duration.ofSeconds(1), Duration.ofHours(12).minusSeconds(30));
        assertThat(calls).isEmpty();
    }
}
