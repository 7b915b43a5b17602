package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class ScheduleMistakesTest {

    private static final String JOBS = "@Schedule method " + Jobs.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Jobs.class))
            .assertException(ScheduleMistakesTest::assertAllAreTold);

    @TomodachiService("jobs")
    static class Jobs {

        @Schedule
        void neither() {
        }

        @Schedule(interval = "10s", timestamp = "07:30")
        void both() {
        }

        @Schedule(interval = "61 * * * *")
        void badCron() {
        }

        @Schedule(interval = "5 minutes")
        @Schedule(interval = "hourly", timezone = "Mars/Base")
        void several() {
        }

        @Schedule(interval = "0 0 30 2 *")
        void never() {
        }

        @Schedule(interval = "0 0 1 1 * 1999")
        void over() {
        }

        @Schedule(timestamp = "24:00")
        void badTime() {
        }

        @Schedule(interval = "10s", timezone = "Europe/Stockholm")
        void zoneOfSeconds() {
        }

        @Schedule(interval = "10s", jitter = "10s")
        void jitter(String interval) {
        }

        @Schedule(interval = "minutely", jitter = "soon")
        void badJitter() {
        }

        @Schedule(interval = "10s", overlapLimit = 0)
        void limit() {
        }

        @Schedule(interval = "10s", overlap = Overlap.SKIP, overlapLimit = 5)
        void limitOfNone() {
        }

        @Schedule(interval = "10s", lockName = "lock")
        void lockOfNone() {
        }

        @Schedule(interval = "10s", cluster = true, lockAtMost = "soon")
        void badLock() {
        }

        @Schedule(interval = "10s", cluster = true, lockAtMost = "10s", lockAtLeast = "20s")
        void longLock() {
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains(
                JOBS + "#neither() has neither interval nor timestamp; give one of them",
                JOBS + "#both() has both interval and timestamp; give one of them",
                JOBS + "#badCron() has the interval '61 * * * *', which is not a cron expression: its field '61' for the minute has"
                        + " the value '61'; values are 0 to 59",
                JOBS + "#several() has the interval '5 minutes', which has a number of another unit than seconds; write",
                JOBS + "#several() has the timezone 'Mars/Base', which is unknown; use an IANA name",
                JOBS + "#never() has the interval '0 0 30 2 *', which never comes, as there is no such day; correct",
                JOBS + "#over() has the interval '0 0 1 1 * 1999', which never comes again, as its years are over; correct them",
                JOBS + "#badTime() has the timestamp '24:00', which is not a time of day; hours go to 23",
                JOBS + "#zoneOfSeconds() has the timezone 'Europe/Stockholm' together with the interval '10s'",
                JOBS + "#jitter(String) has the jitter '10s', which is not shorter than the time between two calls, 10 seconds",
                JOBS + "#badJitter() has the jitter 'soon', which is not a duration; write it as",
                JOBS + "#limit() has the overlapLimit 0; use 1 or more",
                JOBS + "#limitOfNone() has an overlapLimit, though its calls never overlap; remove it",
                JOBS + "#lockOfNone() has the member lockName, which is for cluster = true; set that, or remove it",
                JOBS + "#badLock() has the lockAtMost 'soon', which is not a duration",
                JOBS + "#longLock() keeps its lock for at least 20s, but for at most 10s; correct");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
