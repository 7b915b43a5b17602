package io.quarkiverse.tomodachi.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import io.quarkiverse.tomodachi.runtime.service.Handlers;

/** What is told of a scheduled handler while nobody calls it has the same fields as what is told in a call. */
class ScheduleLogTest {

    private static final Map<String, String> FIELDS = Map.of("handler", "org.acme.Shop#count()", "service", "shop",
            "transport", "schedule");

    private final LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.schedule");

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void tellsOfCallsThatAreLeftOutAndTheirEnd() {
        OverlapLimit limit = new OverlapLimit(Handlers.SCHEDULED, Overlap.ALLOW, 1);
        limit.begin();
        limit.begin();
        limit.begin();
        limit.end();
        assertThat(events.texts()).containsExactly(
                "WARN Scheduled method org.acme.Shop#count() is running 1 times at once; further calls are left out until fewer"
                        + " than 1 run",
                "INFO Scheduled method org.acme.Shop#count() is called again, 2 calls were left out");
        assertThat(events.fields()).containsExactly(FIELDS, FIELDS);
    }

    @Test
    void tellsQuietlyWhereOverlapIsNotWanted() {
        OverlapLimit limit = new OverlapLimit(Handlers.SCHEDULED, Overlap.SKIP, 1);
        limit.begin();
        limit.begin();
        limit.end();
        assertThat(events.texts()).containsExactly(
                "DEBUG Scheduled method org.acme.Shop#count() still runs; calls are left out until it has ended");
        assertThat(events.fields()).containsExactly(FIELDS);
    }

    @Test
    void tellsOfFailuresAndOfTimesThatAreOver() {
        ScheduleLog.failed(Handlers.SCHEDULED, new IllegalStateException("on purpose"));
        ScheduleLog.notCalled(Handlers.SCHEDULED, new IllegalStateException("on purpose"));
        ScheduleLog.over(Handlers.SCHEDULED, "2020-01-01 00:00");
        assertThat(events.texts()).containsExactly("ERROR Scheduled method org.acme.Shop#count() failed",
                "ERROR Scheduled method org.acme.Shop#count() is not called",
                "WARN Scheduled method org.acme.Shop#count() is not called any more: '2020-01-01 00:00' is over");
        assertThat(events.fields()).containsExactly(FIELDS, FIELDS, FIELDS);
    }
}
