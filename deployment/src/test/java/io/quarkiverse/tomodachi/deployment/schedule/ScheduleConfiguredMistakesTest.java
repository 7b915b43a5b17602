package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class ScheduleConfiguredMistakesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Jobs.class))
            .overrideRuntimeConfigKey("jobs.cron", "0 0 31 4 *")
            .overrideRuntimeConfigKey("jobs.zone", "Mars/Base")
            .overrideRuntimeConfigKey("jobs.jitter", "2m")
            .overrideRuntimeConfigKey("jobs.seconds", "30s")
            .assertException(ScheduleConfiguredMistakesTest::assertAllAreTold);

    @TomodachiService("jobs")
    static class Jobs {

        @Schedule(interval = "${jobs.cron}")
        void cron() {
        }

        @Schedule(interval = "daily", timezone = "${jobs.zone}")
        void zone() {
        }

        @Schedule(interval = "${jobs.seconds}", timezone = "Europe/Stockholm")
        void seconds() {
        }

        @Schedule(timestamp = "${jobs.missing}")
        void missing() {
        }

        @Schedule(interval = "minutely", jitter = "${jobs.jitter}")
        void jitter() {
        }

        @Schedule(interval = "${jobs.fine:hourly}")
        void fine() {
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        String jobs = "Scheduled method " + Jobs.class.getName();
        assertThat(text.toString()).contains(
                jobs + "#cron(): interval '0 0 31 4 *' never comes, as there is no such day; correct day and month",
                jobs + "#zone(): timezone 'Mars/Base' is unknown; use an IANA name",
                jobs + "#seconds(): has the timezone 'Europe/Stockholm' together with an interval that is the same in all",
                "'${jobs.missing}' refers to jobs.missing, which is not configured",
                jobs + "#jitter(): jitter '2m' is not shorter than the time between two calls, 60 seconds; shorten it")
                .doesNotContain("#fine()");
    }

    @Test
    void isNeverReached() {
        fail("the application was started");
    }
}
