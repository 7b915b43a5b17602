package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDeliveries;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Visibility;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SqsException;

class ReleasesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final CompletionStage<Answer> TAKEN = CompletableFuture.completedFuture(new Answer(Map.of()));

    private final TestClock clock = new TestClock(SqsDeliveries.NOW);
    private final List<List<Visibility>> calls = new CopyOnWriteArrayList<>();
    private volatile CompletionStage<Answer> answer = TAKEN;
    private final Leases leases = new Leases(clock, new HeldLeases(), (entries, longest) -> {
        calls.add(entries);
        return answer;
    });
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Releases releases = new Releases(leases, timer);

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    /** Hidden for half a minute. */
    private Lease begin(String handle) {
        Lease lease = new Lease(clock, handle, clock.now, leases.until(clock.now), SqsDeliveries.ORIGIN);
        leases.begin(List.of(lease));
        return lease;
    }

    private static void assertRefused(CompletionStage<Void> release) {
        await().atMost(SOON).until(() -> release.toCompletableFuture().isDone());
        assertThat(release).isCompletedExceptionally();
    }

    @Test
    void those_of_one_moment_go_together_and_are_shown_at_their_times() {
        // the moment lasts for as long as the machine takes for this
        CountDownLatch released = new CountDownLatch(1);
        timer.execute(() -> {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletionStage<Void> first = releases.release(begin("a"), Duration.ofMillis(1_500));
        releases.release(begin("b"), Duration.ZERO);
        releases.release(begin("c"), Duration.ofSeconds(-3));
        releases.release(begin("d"), Duration.ofHours(12));
        releases.drain().toCompletableFuture().join();
        released.countDown();
        assertThat(first).isCompleted();
        assertThat(calls).containsExactly(List.of(new Visibility("a", 2), new Visibility("b", 0), new Visibility("c", 0),
                new Visibility("d", 12 * 3600 - 1)));
    }

    @Test
    void what_is_tried_on_is_shown_at_the_time_that_was_meant() {
        answer = CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        CompletionStage<Void> release = releases.release(begin("a"), Duration.ofSeconds(20));
        await().atMost(SOON).until(() -> calls.size() == 1);
        clock.now = clock.now.plusSeconds(15);
        answer = TAKEN;
        await().atMost(SOON).until(() -> release.toCompletableFuture().isDone());
        assertThat(release).isCompleted();
        assertThat(calls.get(0)).containsExactly(new Visibility("a", 20));
        assertThat(calls.get(calls.size() - 1)).containsExactly(new Visibility("a", 5));
    }

    /** Else it would be shown to others while one of them handles it. */
    @Test
    void a_message_that_others_may_have_is_left_alone() {
        Lease lost = begin("lost");
        lost.lose("test");
        Lease late = begin("late");
        Lease kept = begin("kept");
        assertThat(List.of(releases.release(lost, Duration.ZERO), releases.release(kept, Duration.ZERO))).satisfies(both -> {
            assertRefused(both.get(0));
            await().atMost(SOON).until(() -> both.get(1).toCompletableFuture().isDone());
        });
        assertThat(calls).containsExactly(List.of(new Visibility("kept", 0)));

        answer = CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        CompletionStage<Void> release = releases.release(late, Duration.ofMinutes(1));
        await().atMost(SOON).until(() -> calls.size() > 1);
        clock.now = clock.now.plusSeconds(30);
        assertRefused(release);
        assertThat(releases.unsettled()).isZero();
    }

    @Test
    void what_is_not_allowed_is_not_tried_on() {
        answer = CompletableFuture.failedFuture(SqsException.builder().message("no")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build()).build());
        assertRefused(releases.release(begin("a"), Duration.ofSeconds(20)));
        assertThat(calls).hasSize(1);
        assertThat(releases.unsettled()).isZero();
    }

    @Test
    void drain_waits_for_those_that_wait_for_another_call() {
        CompletableFuture<Answer> late = new CompletableFuture<>();
        answer = late;
        Lease lease = begin("a");
        clock.now = clock.now.plusSeconds(15);
        leases.round();
        assertThat(calls).as("hides it for longer").hasSize(1);
        answer = TAKEN;
        releases.release(lease, Duration.ZERO);
        CompletableFuture<Void> drained = releases.drain().toCompletableFuture();
        assertThat(drained).isNotDone();
        late.complete(new Answer(Map.of()));
        await().atMost(SOON).until(drained::isDone);
        assertThat(calls).hasSize(2).last().isEqualTo(List.of(new Visibility("a", 0)));
    }
}
