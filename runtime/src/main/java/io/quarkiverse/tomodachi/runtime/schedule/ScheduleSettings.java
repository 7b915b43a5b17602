package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig.ScheduleConfig;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Cluster;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.LockSettings;
import io.quarkiverse.tomodachi.runtime.schedule.time.Multiples;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleParser;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Every;
import io.quarkiverse.tomodachi.runtime.schedule.time.ZonedTimes;
import io.quarkiverse.tomodachi.runtime.schedule.timer.Alarm;
import io.quarkiverse.tomodachi.runtime.schedule.timer.CalendarAlarm;
import io.quarkiverse.tomodachi.runtime.schedule.timer.IntervalAlarm;

/**
 * What the annotation of a scheduled handler says, with the configuration that it refers to.
 *
 * @param text the interval or timestamp
 * @param lock how replicas agree, {@code null} if they do not
 */
record ScheduleSettings(String identity, String text, ScheduleTiming timing, ZoneId zone, Duration jitter, LockSettings lock) {

    /** @throws IllegalArgumentException if a configured value is wrong */
    static ScheduleSettings of(ScheduledHandler handler, ScheduleConfig config) {
        return new Reader(handler, config).read();
    }

    /** The first time if it begins at that moment, {@code null} if there is none. */
    Instant next(Instant now) {
        if (timing instanceof Calendar calendar) {
            return new ZonedTimes(calendar.times(), zone).next(now);
        }
        Duration period = ((Every) timing).period();
        return lock == null ? now.plus(period).truncatedTo(ChronoUnit.SECONDS) : new Multiples(period).next(now);
    }

    Alarm alarm(Alarm.Action action) {
        if (timing instanceof Calendar calendar) {
            return new CalendarAlarm(new ZonedTimes(calendar.times(), zone), jitter, action);
        }
        Duration period = ((Every) timing).period();
        return lock == null ? new IntervalAlarm(period, jitter, action)
                : new CalendarAlarm(new Multiples(period), jitter, action);
    }

    private record Reader(ScheduledHandler handler, ScheduleConfig config) {

        ScheduleSettings read() {
            String interval = ConfiguredText.expand(handler.times().interval());
            String timestamp = ConfiguredText.expand(handler.times().timestamp());
            if (interval.isEmpty() == timestamp.isEmpty()) {
                throw wrong(
                        "has " + (interval.isEmpty() ? "neither" : "both") + " an interval and a timestamp; give one of them",
                        null);
            }
            ScheduleTiming timing = interval.isEmpty() ? checked("timestamp", timestamp, ScheduleParser::timestamp)
                    : checked("interval", interval, ScheduleParser::interval);
            ZoneId zone = zone(timing);
            String identity = ConfiguredText.expand(handler.identity()).trim();
            String name = identity.isEmpty() ? handler.name() : identity;
            Duration jitter = jitter(timing);
            return new ScheduleSettings(name, interval.isEmpty() ? timestamp : interval, timing, zone, jitter,
                    handler.cluster().enabled() ? lock(name, handler.cluster(), jitter) : null);
        }

        private ZoneId zone(ScheduleTiming timing) {
            String text = ConfiguredText.expand(handler.times().timezone());
            if (timing instanceof Every && !text.isBlank()) {
                throw wrong("has the timezone '" + text + "' together with an interval that is the same in all of them; remove"
                        + " the timezone", null);
            }
            return checked("timezone", text, ScheduleParser::timezone);
        }

        private Duration jitter(ScheduleTiming timing) {
            String text = ConfiguredText.expand(handler.times().jitter());
            return text.isEmpty() ? Duration.ZERO
                    : checked("jitter", text, value -> ScheduleParser.jitter(value, timing));
        }

        private LockSettings lock(String identity, Cluster cluster, Duration jitter) {
            String name = ConfiguredText.expand(cluster.lockName()).trim();
            String most = ConfiguredText.expand(cluster.lockAtMost());
            String least = ConfiguredText.expand(cluster.lockAtLeast());
            LockSettings lock = new LockSettings(handler.handler(), name.isEmpty() ? identity : name, jitter,
                    most.isEmpty() ? config.lockAtMost() : checked("lockAtMost", most, ScheduleParser::duration),
                    least.isEmpty() ? config.lockAtLeast().orElse(null)
                            : checked("lockAtLeast", least, ScheduleParser::duration));
            try {
                return lock.checked();
            } catch (IllegalArgumentException e) {
                throw wrong(e.getMessage(), e);
            }
        }

        private <T> T checked(String member, String value, Function<String, T> parser) {
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw wrong(member + " '" + value + "' " + e.getMessage(), e);
            }
        }

        private IllegalArgumentException wrong(String problem, Exception cause) {
            return new IllegalArgumentException("Scheduled method " + handler.handler() + ": " + problem, cause);
        }
    }
}
