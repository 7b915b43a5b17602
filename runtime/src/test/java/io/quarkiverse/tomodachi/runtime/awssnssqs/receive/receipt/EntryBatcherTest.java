package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Window;

class EntryBatcherTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    @AfterEach
    void shutDown() {
        timer.shutdownNow();
    }

    private EntryBatcher<Integer> batcher(EntryBatcher.Sender<Integer> sender, int windowMillis) {
        return batcher(sender, windowMillis, Duration.ofMinutes(1));
    }

    private EntryBatcher<Integer> batcher(EntryBatcher.Sender<Integer> sender, int windowMillis, Duration patience) {
        return new EntryBatcher<>(entries -> {
            batches.add(entries);
            return sender.send(entries);
        }, timer, Window.of(Duration.ofMillis(windowMillis)), Duration.ofMillis(1), patience);
    }

    /** No window ends before the latch is released, however slow the machine is. */
    private CountDownLatch holdTimer() {
        CountDownLatch latch = new CountDownLatch(1);
        timer.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return latch;
    }

    private static CompletionStage<Answer> succeed(List<Integer> entries) {
        return CompletableFuture.completedFuture(new Answer(Map.of()));
    }

    /** Completes when SQS has taken it. */
    private static CompletionStage<Void> add(EntryBatcher<Integer> batcher, int value) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        batcher.add(value, problem -> {
            if (problem == null) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(problem);
            }
        });
        return taken;
    }

    private static void drain(EntryBatcher<Integer> batcher) throws Exception {
        batcher.drain().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void full_batches_go_out_at_once_and_the_rest_with_the_drain() throws Exception {
        EntryBatcher<Integer> batcher = batcher(EntryBatcherTest::succeed, 60_000);
        IntStream.range(0, 25).forEach(value -> add(batcher, value));
        assertThat(batches).extracting(List::size).containsExactly(10, 10);
        drain(batcher);
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 5);
    }

    @Test
    void call_that_cannot_be_made_is_tried_again() throws Exception {
        EntryBatcher<Integer> batcher = batcher(entries -> {
            if (batches.size() == 1) {
                throw new OutOfMemoryError("on purpose: no thread");
            }
            return succeed(entries);
        }, 60_000);
        CompletableFuture<Void> taken = add(batcher, 1).toCompletableFuture();
        drain(batcher);
        assertThat(taken).isCompleted();
        assertThat(batches).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void batch_goes_out_after_the_window() throws Exception {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        EntryBatcher<Integer> batcher = batcher(entries -> {
            sent.complete(null);
            return succeed(entries);
        }, 20);
        CountDownLatch added = holdTimer();
        add(batcher, 1);
        add(batcher, 2);
        added.countDown();
        sent.get(20, TimeUnit.SECONDS);
        assertThat(batches).containsExactly(List.of(1, 2));
    }

    @Test
    void what_follows_a_full_batch_goes_out_after_the_window_too() throws Exception {
        CompletableFuture<Void> all = new CompletableFuture<>();
        EntryBatcher<Integer> batcher = batcher(entries -> {
            if (batches.stream().mapToInt(List::size).sum() == 12) {
                all.complete(null);
            }
            return succeed(entries);
        }, 50);
        IntStream.range(0, 12).forEach(value -> add(batcher, value));
        all.get(20, TimeUnit.SECONDS);
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void hurry_sends_what_waits_within_the_time_and_with_what_joins_it() throws Exception {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        EntryBatcher<Integer> batcher = batcher(entries -> {
            sent.complete(null);
            return succeed(entries);
        }, 60_000);
        batcher.hurry(Duration.ofSeconds(1));
        add(batcher, 1);
        batcher.hurry(Duration.ofSeconds(50));
        add(batcher, 2);
        batcher.hurry(Duration.ofSeconds(1));
        batcher.hurry(Duration.ofSeconds(50));
        sent.get(20, TimeUnit.SECONDS);
        assertThat(batches).containsExactly(List.of(1, 2));
        add(batcher, 3);
        assertThat(batches).as("what comes later is not hurried").hasSize(1);
    }

    /** A batch whose time was shortened leaves looks behind that are planned for later. */
    @Test
    void looks_do_not_grow_in_number_where_each_batch_is_hurried() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Semaphore sent = new Semaphore(0);
        EntryBatcher<Integer> batcher = new EntryBatcher<>(entries -> {
            sent.release();
            return succeed(entries);
        }, timer, (waited, unsettled) -> {
            asked.incrementAndGet();
            return Duration.ofMillis(100).toNanos();
        }, Duration.ofMillis(1), Duration.ofMinutes(1));
        for (int batch = 1; batch <= 200; batch++) {
            add(batcher, batch);
            batcher.hurry(Duration.ofMillis(1));
            assertThat(sent.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(asked).as("with each add and each look, and some more where the machine paused between the two")
                .hasValueLessThanOrEqualTo(2 * 200 + 40);
    }

    @Test
    void batch_waits_for_as_long_as_the_window_says_more() throws Exception {
        CompletableFuture<Integer> sent = new CompletableFuture<>();
        AtomicInteger looks = new AtomicInteger();
        EntryBatcher<Integer> batcher = new EntryBatcher<>(entries -> {
            sent.complete(entries.size());
            return succeed(entries);
        }, timer, (waited, unsettled) -> {
            assertThat(unsettled).isEqualTo(1);
            return looks.incrementAndGet() <= 3 ? 1_000 : 0;
        }, Duration.ofMillis(1), Duration.ofMinutes(1));
        add(batcher, 1);
        assertThat(sent.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(looks).hasValue(4);
    }

    @Test
    void failed_entries_are_sent_again_alone_until_they_succeed_or_are_refused() throws Exception {
        IllegalStateException busy = new IllegalStateException("busy");
        EntryRefusedException refused = new EntryRefusedException("the receipt handle has expired", null);
        List<Map<Integer, Throwable>> answers = List.of(Map.of(1, busy, 3, busy, 4, refused), Map.of(0, busy), Map.of());
        EntryBatcher<Integer> batcher = batcher(
                entries -> CompletableFuture.completedFuture(new Answer(answers.get(batches.size() - 1))), 60_000);
        List<CompletionStage<Void>> outcomes = IntStream.range(0, 5).mapToObj(value -> add(batcher, value)).toList();
        assertThat(batcher.unsettled()).isEqualTo(5);
        drain(batcher);
        assertThat(batches).containsExactly(List.of(0, 1, 2, 3, 4), List.of(1, 3), List.of(1));
        assertThat(batcher.unsettled()).isZero();
        for (int entry = 0; entry < 4; entry++) {
            assertThat(outcomes.get(entry)).isCompleted();
        }
        assertThat(outcomes.get(4)).isCompletedExceptionally();
    }

    @Test
    void failing_calls_are_made_again_until_they_succeed() throws Exception {
        EntryBatcher<Integer> batcher = batcher(entries -> switch (batches.size()) {
            case 1, 3, 5 -> CompletableFuture.failedFuture(new IllegalStateException("no answer"));
            case 2, 4 -> throw new IllegalStateException("no connection");
            default -> succeed(entries);
        }, 60_000);
        add(batcher, 1);
        add(batcher, 2);
        drain(batcher);
        assertThat(batches).hasSize(6).containsOnly(List.of(1, 2));
    }

    @Test
    void calls_are_given_up_when_patience_is_over_and_when_the_timer_has_ended() throws Exception {
        EntryBatcher.Sender<Integer> failing = entries -> CompletableFuture.failedFuture(new IllegalStateException());
        EntryBatcher<Integer> impatient = batcher(failing, 60_000, Duration.ZERO);
        CompletionStage<Void> outcome = add(impatient, 1);
        drain(impatient);
        assertThat(outcome).isCompletedExceptionally();
        assertThat(batches).hasSize(1);

        EntryBatcher<Integer> late = batcher(failing, 60_000);
        CompletionStage<Void> last = add(late, 1);
        timer.shutdownNow();
        drain(late);
        assertThat(last).isCompletedExceptionally();
    }

    /** Handlers may end after everything else. */
    @Test
    void entries_that_come_after_the_end_of_the_timer_go_out_at_once() {
        timer.shutdownNow();
        EntryBatcher<Integer> batcher = batcher(EntryBatcherTest::succeed, 60_000);
        assertThat(add(batcher, 1)).isCompleted();
        assertThat(add(batcher, 2)).isCompleted();
        assertThat(batches).containsExactly(List.of(1), List.of(2));
        assertThat(batcher.unsettled()).isZero();
    }

    @Test
    void calls_are_refused_as_a_whole() throws Exception {
        EntryBatcher<Integer> batcher = batcher(
                entries -> CompletableFuture.failedFuture(new EntryRefusedException("the queue is gone", null)), 60_000);
        CompletionStage<Void> outcome = add(batcher, 1);
        drain(batcher);
        assertThat(batches).hasSize(1);
        assertThat(outcome).isCompletedExceptionally();
    }
}
