package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.test.QuarkusUnitTest;

/** Another scheduler than the simple one, which waits to be resumed. */
class SchedulesBesideQuartzTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Jobs.class))
            .overrideRuntimeConfigKey("quarkus.scheduler.start-mode", "halted")
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-quartz", Version.getVersion())));

    @Inject
    Jobs jobs;
    @Inject
    Scheduler scheduler;

    @TomodachiService("jobs")
    static class Jobs {

        final List<Instant> ours = new CopyOnWriteArrayList<>();
        final List<Instant> ofQuarkus = new CopyOnWriteArrayList<>();

        @Schedule(interval = "1s", identity = "ours")
        void tick(Instant invocationTime) {
            ours.add(invocationTime);
        }

        @Scheduled(every = "1s", identity = "of quarkus")
        void tick() {
            ofQuarkus.add(Instant.now());
        }
    }

    @Test
    void areJobsOfItAndBeginWhenItIsResumed() {
        assertThat(scheduler.implementation()).isEqualTo(Scheduled.QUARTZ);
        assertThat(scheduler.isRunning()).isFalse();
        assertThat(scheduler.getScheduledJobs()).extracting(Trigger::getId).contains("ours", "of quarkus");
        Instant planned = scheduler.getScheduledJob("ours").getNextFireTime();
        await().atMost(LIMIT)
                .until(() -> scheduler.getScheduledJob("ours").getNextFireTime().isAfter(planned.plusSeconds(2)));
        assertThat(jobs.ours).isEmpty();
        scheduler.resume();
        await().atMost(LIMIT).until(() -> jobs.ours.size() >= 2 && jobs.ofQuarkus.size() >= 2);
        assertThat(jobs.ours).allMatch(time -> time.isAfter(planned.plusSeconds(1)));
    }
}
