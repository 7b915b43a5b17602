package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntryBatcherTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    @AfterEach
    void shutDown() {
        timer.shutdownNow();
    }

    private EntryBatcher<Integer> batcher(EntryBatcher.Sender<Integer> sender, int windowMillis) {
        return new EntryBatcher<>("sent", entries -> {
            batches.add(entries);
            return sender.send(entries);
        }, timer, Duration.ofMillis(windowMillis), Duration.ofMillis(1));
    }

    private static CompletionStage<Set<Integer>> succeed(List<Integer> entries) {
        return CompletableFuture.completedFuture(Set.of());
    }

    private static void drain(EntryBatcher<Integer> batcher) throws Exception {
        batcher.drain().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void full_batches_go_out_at_once_and_the_rest_with_the_drain() throws Exception {
        EntryBatcher<Integer> batcher = batcher(EntryBatcherTest::succeed, 60_000);
        IntStream.range(0, 25).forEach(batcher::add);
        assertThat(batches).extracting(List::size).containsExactly(10, 10);
        drain(batcher);
        assertThat(batches).extracting(List::size).containsExactly(10, 10, 5);
    }

    @Test
    void batch_goes_out_after_the_window() throws Exception {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        EntryBatcher<Integer> batcher = batcher(entries -> {
            sent.complete(null);
            return succeed(entries);
        }, 20);
        batcher.add(1);
        batcher.add(2);
        sent.get(5, TimeUnit.SECONDS);
        assertThat(batches).containsExactly(List.of(1, 2));
    }

    @Test
    void failed_entries_are_sent_again_alone() throws Exception {
        EntryBatcher<Integer> batcher = batcher(
                entries -> CompletableFuture.completedFuture(batches.size() == 1 ? Set.of(1, 3) : Set.of()), 60_000);
        IntStream.range(0, 5).forEach(batcher::add);
        drain(batcher);
        assertThat(batches.get(0)).containsExactly(0, 1, 2, 3, 4);
        assertThat(batches.get(1)).containsExactlyInAnyOrder(1, 3);
        assertThat(batches).hasSize(2);
    }

    @Test
    void failing_calls_are_given_up_after_some_attempts() throws Exception {
        List<Integer> calls = new ArrayList<>();
        EntryBatcher<Integer> batcher = batcher(entries -> {
            calls.add(entries.size());
            if (calls.size() % 2 == 0) {
                throw new IllegalStateException("no connection");
            }
            return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
        }, 60_000);
        batcher.add(1);
        batcher.add(2);
        drain(batcher);
        assertThat(calls).containsExactly(2, 2, 2, 2);
    }
}
