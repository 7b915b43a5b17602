package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryRefusedException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Visibility;

class LeasesTest {

    private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);

    private final TestClock clock = new TestClock(BEGIN);
    private final List<List<Visibility>> calls = new ArrayList<>();
    /** {@code null} where the call cannot be made. */
    private CompletionStage<Answer> answer = CompletableFuture.completedFuture(new Answer(Map.of()));
    private final List<Duration> patience = new ArrayList<>();
    private final HeldLeases held = new HeldLeases();
    private final Leases leases = new Leases(clock, held, (entries, longest) -> {
        calls.add(entries);
        patience.add(longest);
        if (answer == null) {
            throw new OutOfMemoryError("on purpose: no thread");
        }
        return answer;
    });

    private Lease begin(String handle) {
        Lease lease = new Lease(clock, handle, clock.now, leases.until(clock.now), new Origin("q", handle));
        leases.begin(List.of(lease));
        return lease;
    }

    private void roundAfter(Duration time) {
        clock.now = clock.now.plus(time);
        leases.round();
    }

    @Test
    void messages_are_prolonged_in_batches_when_a_third_of_the_time_is_over() {
        for (int number = 0; number < 25; number++) {
            begin("h" + number);
        }
        assertThat(leases.interval()).isEqualTo(Duration.ofSeconds(5));
        roundAfter(Duration.ofSeconds(10));
        assertThat(calls).isEmpty();
        roundAfter(Duration.ofSeconds(1));
        assertThat(calls).extracting(List::size).containsExactly(10, 10, 5);
        assertThat(calls.get(0)).extracting(Visibility::seconds).containsOnly(30);
        roundAfter(Duration.ofSeconds(10));
        assertThat(calls).hasSize(3);
        roundAfter(Duration.ofSeconds(10));
        assertThat(calls).hasSize(6);
    }

    @Test
    void message_that_was_not_prolonged_in_time_is_to_be_settled_at_once() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        Lease early = begin("early");
        Lease late = begin("late");
        Lease shortened = begin("shortened");
        roundAfter(Duration.ofSeconds(11));
        assertThat(early.settling()).isFalse();
        roundAfter(Duration.ofSeconds(5));
        assertThat(late.settling()).isTrue();
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        roundAfter(Duration.ofSeconds(5));
        assertThat(late.settling()).as("prolonged by now").isFalse();
        leases.hide(shortened, Duration.ofSeconds(2));
        assertThat(shortened.settling()).as("may be shorter than a delete waits").isTrue();
    }

    @Test
    void call_that_cannot_be_made_is_made_in_the_next_round() {
        Lease lease = begin("h");
        answer = null;
        roundAfter(Duration.ofSeconds(15));
        assertThat(leases.hide(lease, Duration.ofSeconds(40)).toCompletableFuture()).isCompletedExceptionally();
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        roundAfter(Duration.ofSeconds(5));
        assertThat(calls).hasSize(3);
        assertThat(lease.until()).isEqualTo(clock.now.plusSeconds(30));
        assertThat(leases.leave(lease).toCompletableFuture()).isDone();
    }

    @Test
    void time_of_any_length_is_refused_and_the_message_kept_as_before() {
        Lease lease = begin("h");
        assertThat(leases.hide(lease, Duration.ofSeconds(Long.MAX_VALUE)).toCompletableFuture()).isCompletedExceptionally();
        roundAfter(Duration.ofSeconds(15));
        assertThat(calls).hasSize(1);
    }

    @Test
    void what_has_ended_is_not_prolonged() {
        Lease lease = begin("h");
        leases.end(lease);
        roundAfter(Duration.ofSeconds(20));
        roundAfter(Duration.ofSeconds(20));
        assertThat(calls).isEmpty();
        assertThat(lease.isLost()).isFalse();
        assertThat(held.size()).isZero();
    }

    @Test
    void leaving_waits_for_a_call_that_is_on_its_way_as_it_could_hide_the_message_again() {
        CompletableFuture<Answer> late = new CompletableFuture<>();
        answer = late;
        Lease lease = begin("h");
        roundAfter(Duration.ofSeconds(15));
        roundAfter(Duration.ofSeconds(5));
        assertThat(calls).as("one at a time").hasSize(1);
        CompletionStage<Void> quiet = leases.leave(lease);
        assertThat(quiet.toCompletableFuture()).isNotDone();
        late.complete(new Answer(Map.of(0, new EntryRefusedException("deleted", null))));
        assertThat(quiet.toCompletableFuture()).isDone();
        assertThat(lease.isLost()).as("which is to be known").isTrue();
    }

    /** The handler may have asked for a shorter time and not waited for the answer. */
    @Test
    void delete_does_not_wait_while_the_time_is_being_changed() {
        Lease lease = begin("h");
        answer = new CompletableFuture<>();
        leases.hide(lease, Duration.ofSeconds(1));
        assertThat(lease.settling()).isTrue();
        assertThat(begin("other").settling()).isFalse();
    }

    @Test
    void handlers_are_told_once_when_a_message_is_refused_or_was_not_reached_in_time() {
        AtomicInteger told = new AtomicInteger();
        Lease stale = begin("stale");
        stale.onLost(told::incrementAndGet);
        stale.onLost(() -> {
            throw new NoClassDefFoundError("of the handler");
        });
        stale.onLost(told::incrementAndGet);
        answer = CompletableFuture.completedFuture(new Answer(Map.of(0, new EntryRefusedException("not in flight", null))));
        roundAfter(Duration.ofSeconds(15));
        assertThat(stale.isLost()).isTrue();
        assertThat(told).hasValue(2);
        assertThat(stale.changed().toCompletableFuture()).isDone();
        stale.onLost(told::incrementAndGet);
        assertThat(told).as("at once").hasValue(3);

        answer = CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        Lease unreached = begin("unreached");
        unreached.onLost(told::incrementAndGet);
        roundAfter(Duration.ofSeconds(15));
        roundAfter(Duration.ofSeconds(10));
        assertThat(unreached.isLost()).isFalse();
        clock.now = clock.now.plus(Duration.ofSeconds(5));
        assertThat(unreached.isLost()).as("before a round finds it").isTrue();
        assertThat(told).as("by the round").hasValue(3);
        unreached.onLost(told::incrementAndGet);
        assertThat(told).as("at once").hasValue(4);
        leases.round();
        assertThat(unreached.isLost()).isTrue();
        assertThat(told).hasValue(5);
        assertThat(held.size()).isZero();
    }

    @Test
    void after_a_failure_the_next_round_prolongs() {
        Lease lease = begin("h");
        answer = CompletableFuture.completedFuture(new Answer(Map.of(0, new IllegalStateException("busy"))));
        roundAfter(Duration.ofSeconds(11));
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        roundAfter(Duration.ofSeconds(10));
        roundAfter(Duration.ofSeconds(10));
        assertThat(calls).hasSize(2);
        assertThat(lease.isLost()).isFalse();
        assertThat(lease.until()).isEqualTo(BEGIN.plusSeconds(21 + 30));
    }

    @Test
    void a_call_without_an_answer_leaves_time_for_another_one() {
        Lease lease = begin("h");
        CompletableFuture<Answer> none = new CompletableFuture<>();
        answer = none;
        // the message came just after a round
        Duration early = leases.interval().minusMillis(1);
        roundAfter(early);
        roundAfter(leases.interval());
        roundAfter(leases.interval());
        assertThat(calls).hasSize(1);
        assertThat(patience.get(0)).isLessThanOrEqualTo(leases.interval());
        none.completeExceptionally(new IllegalStateException("no answer in time"));
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        roundAfter(leases.interval());
        assertThat(calls).hasSize(2);
        assertThat(lease.until()).isAfter(BEGIN.plusSeconds(45));
        assertThat(lease.isLost()).isFalse();
    }

    @Test
    void a_handler_hides_a_message_after_the_call_that_is_on_its_way() {
        Lease lease = begin("h");
        CompletableFuture<Answer> late = new CompletableFuture<>();
        answer = late;
        roundAfter(Duration.ofSeconds(15));
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        CompletionStage<Void> hidden = leases.hide(lease, Duration.ofMinutes(10));
        assertThat(calls).as("SQS goes by the call that it gets last").hasSize(1);
        late.complete(new Answer(Map.of()));
        assertThat(hidden).isCompleted();
        assertThat(calls).hasSize(2);
        assertThat(lease.until()).isEqualTo(clock.now.plus(Duration.ofMinutes(10)));
    }

    @Test
    void a_handler_that_gets_no_answer_leaves_time_to_prolong() {
        leases.timeout(10);
        Lease lease = begin("h");
        answer = new CompletableFuture<>();
        leases.hide(lease, Duration.ofMinutes(10));
        assertThat(patience).singleElement().satisfies(longest -> assertThat(longest).isLessThan(Duration.ofSeconds(3)));
    }

    @Test
    void a_message_that_goes_back_is_not_hidden_again() {
        Lease lease = begin("h");
        CompletableFuture<Answer> late = new CompletableFuture<>();
        answer = late;
        roundAfter(Duration.ofSeconds(15));
        CompletionStage<Void> hidden = leases.hide(lease, Duration.ofMinutes(10));
        leases.leave(lease);
        late.complete(new Answer(Map.of()));
        assertThat(hidden).isCompletedExceptionally();
        assertThat(calls).hasSize(1);
    }

    @Test
    void it_ends_with_the_twelve_hours_of_sqs() {
        leases.timeout(3600);
        Lease lease = begin("h");
        AtomicInteger told = new AtomicInteger();
        lease.onLost(told::incrementAndGet);
        for (int minutes = 0; minutes < 12 * 60 - 1; minutes += 20) {
            assertThat(lease.isLost()).isFalse();
            roundAfter(Duration.ofMinutes(20));
        }
        assertThat(lease.isLost()).isTrue();
        assertThat(told).hasValue(1);
        assertThat(calls).allSatisfy(call -> assertThat(call.get(0).seconds()).isBetween(1, 3600));
        assertThat(lease.until()).isBefore(BEGIN.plus(Duration.ofHours(12)));
    }

    @Test
    void handler_can_hide_a_message_for_longer_and_not_beyond_the_twelve_hours() {
        Lease lease = begin("h");
        clock.now = clock.now.plus(Duration.ofHours(2));
        lease.until(clock.now.plusSeconds(1));
        assertThat(leases.hide(lease, Duration.ofHours(10))).isCompletedExceptionally();
        assertThat(leases.hide(lease, Duration.ofSeconds(-1))).isCompletedExceptionally();
        assertThat(calls).isEmpty();
        assertThat(leases.hide(lease, Duration.ofHours(9).plusMillis(1))).isCompleted();
        assertThat(calls).containsExactly(List.of(new Visibility("h", 9 * 3600 + 1)));
        roundAfter(Duration.ofHours(8));
        assertThat(calls).hasSize(1);
        lease.lose("test");
        assertThat(leases.hide(lease, Duration.ofSeconds(1))).isCompletedExceptionally();
    }

    @Test
    void is_called_for_at_least_each_twenty_seconds() {
        leases.timeout((int) Leases.LONGEST.toSeconds());
        assertThat(leases.interval()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void queue_that_hides_nothing_cannot_be_helped() {
        leases.timeout(0);
        Lease lease = begin("h");
        roundAfter(Duration.ofSeconds(1));
        assertThat(calls).isEmpty();
        assertThat(held.size()).isZero();
        assertThat(lease.isLost()).as("it is handed on").isFalse();
        assertThat(leases.interval()).isPositive();
    }
}
