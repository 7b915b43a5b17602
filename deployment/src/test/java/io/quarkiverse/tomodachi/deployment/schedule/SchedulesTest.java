package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Hourly;
import io.quarkiverse.tomodachi.Minutely;
import io.quarkiverse.tomodachi.Monthly;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.FailedExecution;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledJobPaused;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.SkippedExecution;
import io.quarkus.scheduler.SuccessfulExecution;
import io.quarkus.scheduler.Trigger;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class SchedulesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Jobs.class, Base.class, Call.class, Events.class, OfQuarkus.class))
            .overrideRuntimeConfigKey("jobs.second", "* * * * * *")
            .overrideRuntimeConfigKey("jobs.identity", "configured")
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("io.quarkiverse.tomodachi.schedule"))
            .assertLogRecords(records -> {
                assertThat(records).anyMatch(record -> record.getLevel().intValue() >= Level.SEVERE.intValue()
                        && text(record).equals("Scheduled method " + Jobs.class.getName() + "#fails() failed"));
                assertThat(records).anyMatch(record -> text(record).equals("Scheduled method " + Jobs.class.getName()
                        + "#isOver() is not called any more: '2020-01-01 00:00' is over"));
                assertThat(records).anyMatch(record -> text(record).contains("#hangs() is running 2 times at once"));
            });

    @Inject
    Jobs jobs;
    @Inject
    Events events;
    @Inject
    OfQuarkus ofQuarkus;
    @Inject
    Schedules schedules;
    @Inject
    Scheduler scheduler;

    private static String text(java.util.logging.LogRecord record) {
        return record.getParameters() == null ? record.getMessage()
                : String.format(record.getMessage(), record.getParameters());
    }

    record Call(Instant planned, Instant at, String interval) {
    }

    static class Base {

        final Map<String, List<Call>> calls = new ConcurrentHashMap<>();

        void called(String name, Instant planned, String interval) {
            calls(name).add(new Call(planned, Instant.now(), interval));
        }

        List<Call> calls(String name) {
            return calls.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
        }

        @Heartbeat
        void inherited(Instant invocationTime, String interval) {
            called("inherited", invocationTime, interval);
        }
    }

    @TomodachiService("jobs")
    static class Jobs extends Base {

        final Semaphore hanging = new Semaphore(0);
        final List<CompletableFuture<Void>> alone = new CopyOnWriteArrayList<>();

        @Schedule(interval = "2s")
        @Schedule(interval = "${jobs.second}", identity = "${jobs.identity}")
        void twice(Instant invocationTime, String interval, ServiceContext service) {
            called("twice", invocationTime, interval);
            called(service.name(), invocationTime, interval);
        }

        @Schedule(interval = "hourly", immediately = true)
        Uni<String> atOnce(Instant invocationTime) {
            called("atOnce", invocationTime, Thread.currentThread().getName());
            return Uni.createFrom().item("ignored");
        }

        @Schedule(interval = "* * * * * *", identity = "fails")
        void fails() {
            called("fails", null, null);
            throw new AssertionError("on purpose");
        }

        @Schedule(interval = "1s", overlap = Overlap.SKIP, identity = "alone")
        Uni<Void> alone() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            alone.add(end);
            return Uni.createFrom().completionStage(end);
        }

        @Schedule(interval = "1s", overlapLimit = 2)
        void hangs() throws InterruptedException {
            called("hangs", null, null);
            hanging.acquire();
        }

        @Schedule(timestamp = "2020-01-01 00:00", identity = "over")
        void isOver() {
            called("isOver", null, null);
        }

        @Schedule(timestamp = "07:30", timezone = "+05:30", identity = "morning", jitter = "10s")
        void morning(String interval) {
            called("morning", null, interval);
        }

        @Schedule(interval = "* * * * * *", identity = "paused")
        void paused() {
            called("paused", null, null);
        }

        @Schedule(interval = "1s", identity = "removed")
        void removed() {
            called("removed", null, null);
        }

        @Minutely
        void minutely() {
        }

        @Hourly
        void hourly() {
        }

        @Monthly
        void monthly() {
        }
    }

    @Singleton
    static class Events {

        final List<String> all = new CopyOnWriteArrayList<>();

        void succeeded(@Observes SuccessfulExecution event) {
            all.add("succeeded " + event.getExecution().getTrigger().getId());
        }

        void failed(@Observes FailedExecution event) {
            all.add("failed " + event.getExecution().getTrigger().getId() + " " + event.getException().getMessage());
        }

        void skipped(@Observes SkippedExecution event) {
            all.add("skipped " + event.getExecution().getTrigger().getId());
        }

        void paused(@Observes ScheduledJobPaused event) {
            all.add("paused " + event.getTrigger().getId());
        }
    }

    @Singleton
    static class OfQuarkus {

        final List<Instant> calls = new CopyOnWriteArrayList<>();

        @Scheduled(every = "1s", identity = "of quarkus")
        void tick() {
            calls.add(Instant.now());
        }
    }

    @Test
    void callsAtPlannedTimesInWholeSeconds() {
        await().atMost(LIMIT).until(() -> jobs.calls("twice").stream().filter(call -> call.interval().equals("2s")).count() >= 2
                && jobs.calls("twice").size() >= 5 && jobs.calls("inherited").size() >= 3 && jobs.calls("jobs").size() >= 3);
        for (String name : List.of("twice", "inherited")) {
            List<Call> calls = jobs.calls(name);
            assertThat(calls).allMatch(call -> call.planned().getNano() == 0 && !call.at().isBefore(call.planned()));
            assertThat(calls).extracting(Call::interval).containsOnly(
                    name.equals("twice") ? new String[] { "2s", "* * * * * *" } : new String[] { "every second" });
            assertThat(calls.stream().filter(call -> !call.interval().equals("2s")).map(Call::planned)).doesNotHaveDuplicates();
        }
    }

    @Test
    void callsAtOnceAndReactiveOnesOnTheEventLoop() {
        await().atMost(LIMIT).until(() -> !jobs.calls("atOnce").isEmpty());
        assertThat(jobs.calls("atOnce").get(0).interval()).contains("eventloop");
        assertThat(jobs.calls("isOver")).isEmpty();
    }

    @Test
    void failuresStopNothing() {
        await().atMost(LIMIT).until(() -> jobs.calls("fails").size() >= 3);
        await().atMost(LIMIT).until(() -> events.all.contains("failed fails on purpose"));
    }

    @Test
    void overlapsUpToTheLimitOrNotAtAll() {
        await().atMost(LIMIT)
                .until(() -> events.all.contains("skipped alone") && events.all.contains("skipped schedule-jobs-hangs"));
        assertThat(jobs.alone).hasSize(1);
        assertThat(jobs.calls("hangs")).hasSize(2);
        jobs.alone.get(0).complete(null);
        jobs.hanging.release(1000);
        await().atMost(LIMIT).until(() -> jobs.alone.size() > 1 && jobs.calls("hangs").size() > 3);
        jobs.alone.forEach(end -> end.complete(null));
    }

    @Test
    void isSeenByTheSchedulerOfQuarkus() {
        assertThat(scheduler.getScheduledJobs()).extracting(Trigger::getId).contains("schedule-jobs-twice", "configured",
                "schedule-jobs-at-once", "fails", "alone", "over", "morning", "schedule-jobs-inherited",
                "schedule-jobs-monthly",
                "of quarkus");
        Trigger morning = scheduler.getScheduledJob("morning");
        assertThat(morning.getNextFireTime().toString()).endsWith("T02:00:00Z");
        assertThat(morning.getNextFireTime()).isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
        assertThat(morning.getPreviousFireTime()).isNull();
        assertThat(morning.isOverdue()).isFalse();
        assertThat(morning.getMethodDescription()).isEqualTo(Jobs.class.getName() + "#morning(String)");
        assertThat(scheduler.getScheduledJob("over").getNextFireTime()).isNull();
        assertThat(scheduler.getScheduledJob("of quarkus")).isNotNull();
        assertThat(scheduler.getScheduledJob("nobody")).isNull();
        assertThatThrownBy(() -> scheduler.newJob("morning")).isInstanceOf(IllegalStateException.class);
        await().atMost(LIMIT).until(() -> scheduler.getScheduledJob("configured").getPreviousFireTime() != null);
        await().atMost(LIMIT).until(() -> events.all.contains("succeeded configured"));
    }

    @Test
    void shortcutsComeAtTheBeginningOfWhatTheyAreNamedAfter() {
        for (Map.Entry<String, ChronoUnit> shortcut : Map.of("minutely", ChronoUnit.MINUTES, "hourly", ChronoUnit.HOURS,
                "monthly", ChronoUnit.MONTHS).entrySet()) {
            await().atMost(LIMIT).untilAsserted(() -> {
                ZonedDateTime before = ZonedDateTime.now();
                Instant next = scheduler.getScheduledJob("schedule-jobs-" + shortcut.getKey()).getNextFireTime();
                ZonedDateTime begin = shortcut.getValue() == ChronoUnit.MONTHS
                        ? before.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1)
                        : before.truncatedTo(shortcut.getValue());
                assertThat(next).isEqualTo(begin.plus(1, shortcut.getValue()).toInstant());
            });
        }
    }

    @Test
    void pausesResumesAndRemoves() {
        await().atMost(LIMIT).until(() -> !jobs.calls("paused").isEmpty() && !jobs.calls("removed").isEmpty());
        scheduler.pause("paused");
        assertThat(scheduler.isPaused("paused")).isTrue();
        assertThat(scheduler.isPaused("removed")).isFalse();
        assertThat(scheduler.unscheduleJob("removed").getId()).isEqualTo("removed");
        assertThat(scheduler.getScheduledJob("removed")).isNull();
        // what had begun before
        awaitTicks(2);
        int paused = jobs.calls("paused").size();
        int removed = jobs.calls("removed").size();
        awaitTicks(3);
        assertThat(jobs.calls("paused")).hasSize(paused);
        assertThat(jobs.calls("removed")).hasSize(removed);
        scheduler.resume("paused");
        await().atMost(LIMIT).until(() -> jobs.calls("paused").size() > paused);
        assertThat(scheduler.isPaused("paused")).isFalse();
        assertThat(events.all).contains("paused paused");
    }

    /** Waits while others are called. */
    private void awaitTicks(int ticks) {
        int before = jobs.calls("fails").size();
        await().atMost(LIMIT).until(() -> jobs.calls("fails").size() >= before + ticks);
    }

    @Test
    void isCalledOutOfTurn() {
        assertThat(schedules.trigger("morning").await().atMost(LIMIT)).isTrue();
        assertThat(jobs.calls("morning")).extracting(Call::interval).contains("07:30");
        assertThat(scheduler.getScheduledJob("morning").getNextFireTime()).isAfter(Instant.now());
        assertThatThrownBy(() -> schedules.trigger("fails").await().atMost(LIMIT))
                .satisfiesAnyOf(failure -> assertThat(failure).hasMessageContaining("on purpose"),
                        failure -> assertThat(failure).isInstanceOf(CompletionException.class).rootCause()
                                .hasMessageContaining("on purpose"));
        assertThatThrownBy(() -> schedules.trigger("nobody").await().atMost(LIMIT)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no schedule 'nobody'; there are");
    }

    @Test
    void leavesJobsOfQuarkusAlone() {
        await().atMost(LIMIT).until(() -> ofQuarkus.calls.size() >= 2);
        scheduler.newJob("programmatic").setInterval("1s").setTask(execution -> ofQuarkus.calls.clear()).schedule();
        assertThat(scheduler.getScheduledJobs()).extracting(Trigger::getId).contains("programmatic");
        assertThat(scheduler.unscheduleJob("programmatic")).isNotNull();
    }
}
