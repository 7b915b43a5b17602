package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeThreadsTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutcomeThreads outcomes = new OutcomeThreads(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }, 1, timer);

    @AfterEach
    void shutDown() {
        timer.shutdownNow();
    }

    @Test
    void one_thread_tells_all_in_their_order() throws Exception {
        List<Integer> told = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(100);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        outcomes.together(() -> IntStream.range(0, 100).forEach(number -> outcomes.execute(() -> {
            told.add(number);
            threads.add(Thread.currentThread());
            all.countDown();
        })));
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(told).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void outcome_that_another_one_waits_for_is_told() throws Exception {
        CompletableFuture<Void> last = new CompletableFuture<>();
        CountDownLatch waited = new CountDownLatch(3);
        outcomes.together(() -> {
            for (int i = 0; i < 3; i++) {
                outcomes.execute(() -> {
                    last.join();
                    waited.countDown();
                });
            }
            outcomes.execute(() -> last.complete(null));
        });
        assertThat(waited.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void failure_of_one_who_is_told_concerns_nobody_else() throws Exception {
        CompletableFuture<Void> other = new CompletableFuture<>();
        outcomes.together(() -> {
            outcomes.execute(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
                    // on purpose
                });
                throw new IllegalStateException("on purpose");
            });
            outcomes.execute(() -> other.complete(null));
        });
        other.get(10, TimeUnit.SECONDS);
    }
}
