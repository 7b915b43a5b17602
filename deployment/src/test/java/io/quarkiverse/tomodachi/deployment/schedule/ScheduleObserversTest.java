package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.SkippedExecution;
import io.quarkus.test.QuarkusUnitTest;

/** An observer that takes its time holds up no schedule. */
class ScheduleObserversTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Jobs.class, Slow.class));

    @Inject
    Jobs jobs;
    @Inject
    Slow slow;

    @TomodachiService("jobs")
    static class Jobs {

        final CompletableFuture<Void> end = new CompletableFuture<>();
        final AtomicInteger beats = new AtomicInteger();

        @Schedule(interval = "1s", overlap = Overlap.SKIP)
        CompletionStage<Void> never() {
            return end;
        }

        @Heartbeat
        void beat() {
            beats.incrementAndGet();
        }
    }

    @Singleton
    static class Slow {

        final CountDownLatch told = new CountDownLatch(1);
        final CountDownLatch enough = new CountDownLatch(1);

        void skipped(@Observes SkippedExecution event) throws InterruptedException {
            told.countDown();
            enough.await();
        }
    }

    @Test
    void othersAreCalledMeanwhile() throws InterruptedException {
        assertThat(slow.told.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        int before = jobs.beats.get();
        try {
            await().atMost(LIMIT).until(() -> jobs.beats.get() > before + 1);
        } finally {
            slow.enough.countDown();
            jobs.end.complete(null);
        }
    }
}
