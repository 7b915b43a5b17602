package io.quarkiverse.tomodachi.runtime.message.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.logging.FailingLog;

class OutcomeThreadsTest {

    /** Not ended after a test, since what was told last may still look for others. */
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            OutcomeThreadsTest::daemon);

    private static final Logger LOG = Logger.getLogger(OutcomeThreadsTest.class.getName());

    private final OutcomeThreads outcomes = new OutcomeThreads(LOG, OutcomeThreadsTest::daemon, 1, TIMER);

    private static Thread none(Runnable task) {
        throw new OutOfMemoryError("on purpose: no thread");
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void one_thread_tells_all_in_their_order() throws Exception {
        List<Integer> told = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(100);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        outcomes.follow(() -> IntStream.range(0, 100).forEach(number -> outcomes.execute(() -> {
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
        outcomes.follow(() -> {
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
    void calls_are_followed_up_while_one_who_is_told_blocks() throws Exception {
        CompletableFuture<Void> third = new CompletableFuture<>();
        List<String> followed = new CopyOnWriteArrayList<>();
        outcomes.follow(() -> outcomes.execute(third::join));
        outcomes.follow(() -> followed.add("second"));
        outcomes.follow(() -> {
            followed.add("third");
            third.complete(null);
        });
        third.get(10, TimeUnit.SECONDS);
        assertThat(followed).containsExactly("second", "third");
    }

    @Test
    void one_call_at_a_time_is_followed_up_in_their_order() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        List<Integer> followed = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            outcomes.follow(() -> {
                if (atOnce.incrementAndGet() == 1) {
                    followed.add(number);
                }
                outcomes.execute(all::countDown);
                atOnce.decrementAndGet();
            });
        }
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(followed).containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void failure_of_one_call_concerns_no_other() throws Exception {
        CompletableFuture<Void> other = new CompletableFuture<>();
        outcomes.follow(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
                // on purpose
            });
            throw new IllegalStateException("on purpose");
        });
        outcomes.follow(() -> outcomes.execute(() -> other.complete(null)));
        other.get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_there_is_no_thread_for_is_done_later() throws Exception {
        AtomicInteger refusals = new AtomicInteger(3);
        OutcomeThreads scarce = new OutcomeThreads(LOG, task -> refusals.getAndDecrement() > 0 ? null : daemon(task), 1,
                TIMER);
        CompletableFuture<Void> told = new CompletableFuture<>();
        scarce.execute(() -> told.complete(null));
        CompletableFuture<Void> followed = new CompletableFuture<>();
        scarce.follow(() -> followed.complete(null));
        told.get(10, TimeUnit.SECONDS);
        followed.get(10, TimeUnit.SECONDS);
    }

    @Test
    void what_there_was_no_thread_for_all_the_time_is_done_later() throws Exception {
        AtomicInteger refusals = new AtomicInteger(40);
        OutcomeThreads scarce = new OutcomeThreads(LOG, task -> refusals.getAndDecrement() > 0 ? null : daemon(task), 1,
                TIMER);
        CompletableFuture<Void> told = new CompletableFuture<>();
        scarce.execute(() -> told.complete(null));
        told.get(20, TimeUnit.SECONDS);
        assertThat(refusals).hasNegativeValue();
    }

    /** Somebody waits for the outcome, and nobody would try again. */
    @Test
    void what_there_is_no_thread_for_at_all_is_done_by_the_caller() {
        OutcomeThreads none = new OutcomeThreads(LOG, OutcomeThreadsTest::none, 1,
                new ScheduledThreadPoolExecutor(1, OutcomeThreadsTest::none));
        List<String> done = new ArrayList<>();
        none.execute(() -> done.add("told"));
        none.executeAll(List.of(() -> done.add("told first"), () -> done.add("told second")));
        none.follow(() -> none.execute(() -> done.add("told after the call")));
        assertThat(done).containsExactly("told", "told first", "told second", "told after the call");
    }

    @Test
    void outcomes_of_one_call_are_told_when_all_are_known() {
        OutcomeThreads none = new OutcomeThreads(LOG, OutcomeThreadsTest::none, 1,
                new ScheduledThreadPoolExecutor(1, OutcomeThreadsTest::none));
        List<String> done = new ArrayList<>();
        none.together(() -> {
            none.execute(() -> done.add("told first"));
            none.execute(() -> done.add("told second"));
            done.add("all are known");
        });
        assertThat(done).containsExactly("all are known", "told first", "told second");
    }

    @Test
    void outcomes_are_told_where_giving_them_fails() throws Exception {
        CompletableFuture<Void> told = new CompletableFuture<>();
        assertThatThrownBy(() -> outcomes.together(() -> {
            outcomes.execute(() -> told.complete(null));
            throw new IllegalStateException("on purpose");
        })).hasMessage("on purpose");
        told.get(10, TimeUnit.SECONDS);
    }

    @Test
    void outcomes_do_not_wait_for_a_call_that_takes_long_to_follow_up() throws Exception {
        CompletableFuture<Void> told = new CompletableFuture<>();
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        outcomes.follow(() -> {
            outcomes.execute(() -> told.complete(null));
            inTime.complete(told.orTimeout(10, TimeUnit.SECONDS).handle((done, failure) -> failure == null).join());
        });
        assertThat(inTime.get(20, TimeUnit.SECONDS)).isTrue();
    }

    /** As it does where there is no memory for a thread, for the same reason. */
    @Test
    void log_that_fails_changes_nothing() throws Exception {
        AtomicInteger refusals = new AtomicInteger(1);
        OutcomeThreads scarce = new OutcomeThreads(LOG, task -> refusals.getAndDecrement() > 0 ? none(task) : daemon(task), 1,
                TIMER);
        CompletableFuture<Void> followed = new CompletableFuture<>();
        try (FailingLog log = new FailingLog(LOG.getName())) {
            scarce.follow(() -> followed.complete(null));
            followed.get(10, TimeUnit.SECONDS);
            assertThat(log.failures()).isOne();
        }
        assertThat(refusals).hasNegativeValue();
    }

    @Test
    void failure_of_one_who_is_told_concerns_nobody_else() throws Exception {
        CompletableFuture<Void> other = new CompletableFuture<>();
        outcomes.follow(() -> {
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
