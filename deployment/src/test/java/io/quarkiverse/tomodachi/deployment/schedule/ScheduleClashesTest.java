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

/** What only all schedules and all beans together tell. */
class ScheduleClashesTest {

    private static final String JOBS = "@Schedule method " + Jobs.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Jobs.class))
            .assertException(ScheduleClashesTest::assertAllAreTold);

    @TomodachiService("jobs")
    static class Jobs {

        @Schedule(interval = "10s", identity = "mine")
        void first() {
        }

        @Schedule(interval = "10s", identity = "mine")
        @Schedule(interval = "20s", identity = "${other}")
        @Schedule(interval = "30s", identity = "${other}")
        void second() {
        }

        @Schedule(interval = "hourly", cluster = true, lockName = "lock")
        void third() {
        }

        @Schedule(interval = "hourly", cluster = true, lockName = "lock")
        void fourth() {
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains(
                JOBS + "#second() has the identity 'mine' like " + JOBS + "#first(); give one of them another",
                JOBS + "#fourth() has the lockName 'lock' like " + JOBS + "#third(); give one of them another",
                JOBS + "#third() is to be called once per cluster, but there is no bean of"
                        + " net.javacrumbs.shedlock.core.LockProvider to lock others out; add a dependency",
                JOBS + "#fourth() is to be called once per cluster").doesNotContain("'${other}'");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
