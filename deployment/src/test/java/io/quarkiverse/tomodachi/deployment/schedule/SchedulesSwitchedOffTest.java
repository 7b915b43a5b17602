package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.QuarkusUnitTest;

class SchedulesSwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Jobs.class))
            .overrideRuntimeConfigKey("quarkus.scheduler.enabled", "false")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.tomodachi.schedule"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getMessage()).containsExactly(
                    "No scheduled method is called: the scheduler is switched off (quarkus.scheduler.enabled)"));

    @Inject
    Jobs jobs;
    @Inject
    Scheduler scheduler;
    @Inject
    Schedules schedules;

    @TomodachiService("jobs")
    static class Jobs {

        final AtomicInteger calls = new AtomicInteger();

        @Schedule(interval = "1s", immediately = true, identity = "job")
        void job() {
            calls.incrementAndGet();
        }
    }

    @Test
    void areOnlyCalledOutOfTurn() {
        assertThat(scheduler.isStarted()).isFalse();
        assertThat(jobs.calls).hasValue(0);
        assertThat(schedules.trigger("job").await().atMost(Duration.ofSeconds(30))).isTrue();
        assertThat(jobs.calls).hasValue(1);
    }
}
