package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleParser;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ZonedTimes;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** The services that the page about schedules shows run, and times come when its tables say. */
class SchedulesPageTest {

    private static final String PAGE = "schedules.adoc";
    private static final Pattern ROW = Pattern.compile(
            "^\\|`(?<interval>[^`]+)` \\|(?:(?<after>\\S+Z) \\|)?(?<times>\\S+Z(?:, \\S+Z)*)$",
            Pattern.MULTILINE);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(SchedulesPageTest::addSamples)
            .overrideConfigKey("quarkus.http.test-port", "0");

    @TestHTTPResource("/")
    URI server;

    @Inject
    Scheduler scheduler;

    private static void addSamples(JavaArchive archive) {
        archive.addClasses(Samples.class, Database.class);
        Samples.addTo(archive, PAGE);
    }

    /** Nobody asks it for anything before three in the morning. */
    static class Database {

        @Produces
        @Singleton
        DataSource database() {
            return new PGSimpleDataSource();
        }
    }

    @Test
    void samplesRun() throws IOException, InterruptedException {
        assertThat(scheduler.getScheduledJobs()).extracting(Trigger::getId).contains("schedule-shop-count-customers",
                "schedule-shop-fetch-prices", "open", "schedule-shop-greet-2", "schedule-shop-take-stock", "schedule-shop-beat",
                "schedule-shop-clean-up", "schedule-invoices-send");
        assertThat(scheduler.getScheduledJob("schedule-shop-greet-2").getNextFireTime()).isEqualTo("2030-12-24T14:00:00Z");
        assertThat(send("GET", "open/next")).isEqualTo(scheduler.getScheduledJob("open").getNextFireTime().toString());
        send("POST", "open/pause");
        assertThat(scheduler.isPaused("open")).isTrue();
        assertThat(send("POST", "open/call")).isEqualTo("true");
        send("POST", "open/resume");
        assertThat(scheduler.isPaused("open")).isFalse();
    }

    private String send(String method, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.resolve("/schedules/" + path))
                .method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString()).body();
    }

    @Test
    void timesComeAsTheTablesSay() throws IOException {
        List<MatchResult> rows = ROW.matcher(Samples.text(PAGE)).results().toList();
        assertThat(rows).hasSize(15);
        for (MatchResult row : rows) {
            Matcher matcher = ROW.matcher(row.group());
            assertThat(matcher.find()).isTrue();
            boolean changedClocks = matcher.group("after") != null;
            Instant time = Instant.parse(changedClocks ? matcher.group("after") : "2026-03-01T12:00:00Z");
            ZonedTimes times = new ZonedTimes(((Calendar) ScheduleParser.interval(matcher.group("interval"))).times(),
                    changedClocks ? ZoneId.of("Europe/Stockholm") : ZoneOffset.UTC);
            for (String expected : matcher.group("times").split(", ")) {
                time = times.next(time);
                assertThat(time).as(row.group()).isEqualTo(expected);
            }
        }
    }
}
