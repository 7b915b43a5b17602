package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.ScheduledJobPaused;
import io.quarkus.scheduler.ScheduledJobResumed;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.SchedulerPaused;
import io.quarkus.scheduler.SchedulerResumed;
import io.quarkus.test.QuarkusUnitTest;

/** What is paused through the scheduler is not called, from when on ever. */
class SchedulesPausedTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** More than two calls would need. */
    private static final Duration QUIET = Duration.ofMillis(2500);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Jobs.class, Events.class))
            .overrideRuntimeConfigKey("jobs.identity", "configured");

    @Inject
    Jobs jobs;
    @Inject
    Events events;
    @Inject
    Scheduler scheduler;

    @TomodachiService("jobs")
    static class Jobs {

        final AtomicInteger free = new AtomicInteger();
        final AtomicInteger early = new AtomicInteger();
        final AtomicInteger configured = new AtomicInteger();
        final AtomicInteger late = new AtomicInteger();
        final AtomicInteger removed = new AtomicInteger();
        final List<Boolean> paused = new CopyOnWriteArrayList<>();

        @Inject
        Scheduler scheduler;

        @StartService
        void start() {
            scheduler.pause("early");
            scheduler.pause("${jobs.identity}");
            scheduler.pause("free");
            scheduler.resume("free");
            paused.add(scheduler.isPaused("early"));
            paused.add(scheduler.isPaused("free"));
        }

        @StartedService
        void started() {
            scheduler.pause("late");
            paused.add(scheduler.isPaused("late"));
            paused.add(scheduler.getScheduledJob("late") == null);
            scheduler.unscheduleJob("removed");
        }

        @Schedule(interval = "1s", identity = "free")
        void free() {
            free.incrementAndGet();
        }

        @Schedule(interval = "1s", identity = "early", immediately = true)
        void early() {
            early.incrementAndGet();
        }

        @Schedule(interval = "* * * * * *", identity = "${jobs.identity}", immediately = true)
        void configured() {
            configured.incrementAndGet();
        }

        @Schedule(interval = "1s", identity = "late", immediately = true)
        void late() {
            late.incrementAndGet();
        }

        @Schedule(interval = "1s", identity = "removed", immediately = true)
        void removed() {
            removed.incrementAndGet();
        }

        int all() {
            return free.get() + early.get() + configured.get() + late.get();
        }
    }

    @Singleton
    static class Events {

        final List<String> all = new CopyOnWriteArrayList<>();

        void paused(@Observes ScheduledJobPaused event) {
            all.add("paused " + event.getTrigger().getId());
        }

        void resumed(@Observes ScheduledJobResumed event) {
            all.add("resumed " + event.getTrigger().getId());
        }

        void paused(@Observes SchedulerPaused event) {
            all.add("paused all");
        }

        void resumed(@Observes SchedulerResumed event) {
            all.add("resumed all");
        }
    }

    @Test
    void areNotCalledWhenTheyWerePausedBeforeTheyRan() {
        assertThat(jobs.paused).containsExactly(true, false, true, true);
        await().atMost(LIMIT).until(() -> jobs.free.get() >= 3);
        for (String identity : List.of("early", "configured", "late")) {
            assertThat(scheduler.isPaused(identity)).as(identity).isTrue();
            assertThat(scheduler.getScheduledJob(identity)).as(identity).isNotNull();
        }
        assertThat(List.of(jobs.early.get(), jobs.configured.get(), jobs.late.get())).containsOnly(0);
        assertThat(events.all).contains("paused early", "paused configured", "paused late")
                .doesNotContain("paused free", "resumed early");
        assertThat(scheduler.getScheduledJob("removed")).isNull();
        assertThat(jobs.removed).hasValue(0);

        scheduler.resume("early");
        scheduler.resume("configured");
        scheduler.resume("late");
        assertThat(events.all).contains("resumed early", "resumed configured", "resumed late");
        assertThat(scheduler.isPaused("early")).isFalse();
        await().atMost(LIMIT).until(() -> jobs.early.get() > 0 && jobs.configured.get() > 0 && jobs.late.get() > 0);
        isPausedWithAllOthers();
    }

    private void isPausedWithAllOthers() {
        scheduler.pause();
        assertThat(scheduler.isRunning()).isFalse();
        AtomicInteger calls = new AtomicInteger();
        await().during(QUIET).atMost(LIMIT).until(() -> calls.getAndSet(jobs.all()) == jobs.all());
        int before = jobs.free.get();
        scheduler.resume();
        assertThat(scheduler.isRunning()).isTrue();
        await().atMost(LIMIT).until(() -> jobs.free.get() > before);
        assertThat(events.all).contains("paused all", "resumed all");
    }
}
