package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Duration;

/**
 * When a scheduled method is called: at a fixed interval, or as a cron expression says.
 *
 * @param every the interval, whole seconds; {@code null} for a cron expression
 * @param cron a Quartz expression of six or seven fields; {@code null} for an interval
 */
public record ScheduleTiming(Duration every, String cron) {

    static ScheduleTiming every(Duration interval) {
        return new ScheduleTiming(interval, null);
    }

    static ScheduleTiming cron(String quartz) {
        return new ScheduleTiming(null, quartz);
    }
}
