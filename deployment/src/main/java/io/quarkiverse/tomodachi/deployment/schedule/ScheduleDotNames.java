package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.Map;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Daily;
import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Hourly;
import io.quarkiverse.tomodachi.Minutely;
import io.quarkiverse.tomodachi.Monthly;
import io.quarkiverse.tomodachi.Schedule;

/** The names of annotations for schedules, and of their members. */
final class ScheduleDotNames {

    static final DotName SCHEDULE = DotName.createSimple(Schedule.class);
    static final DotName SCHEDULE_LIST = DotName.createSimple(Schedule.List.class);

    static final String INTERVAL = "interval";
    static final String TIMESTAMP = "timestamp";
    static final String TIMEZONE = "timezone";
    static final String IMMEDIATELY = "immediately";
    static final String OVERLAP = "overlap";
    static final String OVERLAP_LIMIT = "overlapLimit";
    static final String JITTER = "jitter";
    static final String IDENTITY = "identity";
    static final String CLUSTER = "cluster";
    static final String LOCK_NAME = "lockName";
    static final String LOCK_AT_MOST = "lockAtMost";
    static final String LOCK_AT_LEAST = "lockAtLeast";

    /** The annotations without members, and their intervals. */
    static final Map<DotName, String> SHORTCUTS = Map.of(
            DotName.createSimple(Heartbeat.class), "every second",
            DotName.createSimple(Minutely.class), "every minute",
            DotName.createSimple(Hourly.class), "every hour",
            DotName.createSimple(Daily.class), "every day",
            DotName.createSimple(Monthly.class), "every month");

    static final DotName LOCK_PROVIDER = DotName.createSimple("net.javacrumbs.shedlock.core.LockProvider");

    private ScheduleDotNames() {
    }
}
