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
import java.util.concurrent.CompletionException;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.deployment.schedule.ScheduledServices.Call;
import io.quarkiverse.tomodachi.deployment.schedule.ScheduledServices.Events;
import io.quarkiverse.tomodachi.deployment.schedule.ScheduledServices.Jobs;
import io.quarkiverse.tomodachi.deployment.schedule.ScheduledServices.OfQuarkus;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.test.QuarkusUnitTest;

class SchedulesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(ScheduledServices.class))
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
