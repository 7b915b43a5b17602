package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Every;
import io.quarkus.runtime.configuration.DurationConverter;

/** Understands the members of {@code @Schedule}. */
public final class ScheduleParser {

    private static final Pattern SECONDS = Pattern.compile("([0-9]+) ?(?:s|second|seconds)?");
    /** Some thirty years. */
    private static final int MOST_DIGITS = 9;
    /** That of a single time; others end before the next time. */
    private static final Duration LONGEST_JITTER = Duration.ofDays(366);
    private static final Pattern OTHER_UNITS = Pattern
            .compile("[0-9]+ ?(?:ms|secs?|m|mins?|minutes?|h|hours?|d|days?|w|weeks?)");
    private static final Pattern CRON = Pattern.compile("[0-9*?][-0-9a-z*?,/#\\s]*");
    private static final Pattern TIMESTAMP = Pattern
            .compile("(?:([0-9]{4})-([0-9]{1,2})-([0-9]{1,2}) +)?([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?");

    private ScheduleParser() {
    }

    /** @throws IllegalArgumentException if it is no interval; the message continues "interval '…' " */
    public static ScheduleTiming interval(String text) {
        String value = text.trim().toLowerCase(Locale.ROOT);
        ScheduleTiming alias = ScheduleAliases.find(value);
        if (alias != null) {
            return alias;
        }
        Matcher seconds = SECONDS.matcher(value);
        if (seconds.matches()) {
            return every(seconds.group(1));
        }
        if (OTHER_UNITS.matcher(value).matches()) {
            throw new IllegalArgumentException("has a number of another unit than seconds; write seconds (\"300s\"), or a cron"
                    + " expression for times by the clock (\"*/5 * * * *\")");
        }
        if (!CRON.matcher(value).matches()) {
            throw new IllegalArgumentException("is neither a number of seconds (\"10s\"), nor a word (\"hourly\"), nor a cron"
                    + " expression (\"*/5 * * * *\"); correct it");
        }
        return new Calendar(CronExpression.parse(value));
    }

    private static ScheduleTiming every(String seconds) {
        if (seconds.length() > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "has more seconds than can be waited for; use at most " + MOST_DIGITS + " digits");
        }
        long count = Long.parseLong(seconds);
        if (count == 0) {
            throw new IllegalArgumentException("is zero; use one second or more");
        }
        return new Every(Duration.ofSeconds(count));
    }

    /** @throws IllegalArgumentException if it is no timestamp; the message continues "timestamp '…' " */
    public static ScheduleTiming timestamp(String text) {
        Matcher parts = TIMESTAMP.matcher(text.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "is neither a time of day (\"07:30\", \"07:30:15\") nor a date with one (\"2030-01-31"
                            + " 07:30\", \"2030-01-31 07:30:15\"); correct it");
        }
        int second = parts.group(6) == null ? 0 : Integer.parseInt(parts.group(6));
        int minute = Integer.parseInt(parts.group(5));
        int hour = Integer.parseInt(parts.group(4));
        if (parts.group(1) == null) {
            if (hour > CronUnit.HOUR.last || minute > CronUnit.MINUTE.last || second > CronUnit.SECOND.last) {
                throw new IllegalArgumentException("is not a time of day; hours go to 23, minutes and seconds to 59");
            }
            return new Calendar(CronExpression.parse(second + " " + minute + " " + hour + " * * *"));
        }
        try {
            return new Calendar(new OneTime(LocalDateTime.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)), hour, minute, second)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time that there is (" + e.getMessage() + "); correct it", e);
        }
    }

    /** @throws IllegalArgumentException if there is no such zone; the message continues "timezone '…' " */
    public static ZoneId timezone(String text) {
        return text.isEmpty() ? ZoneId.systemDefault() : ZoneNames.parse(text);
    }

    /** @throws IllegalArgumentException if it is none; the message continues "jitter '…' " or the like */
    public static Duration duration(String text) {
        Duration duration;
        try {
            duration = DurationConverter.parseDuration(text.trim());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("is not a duration; write it as \"10s\", \"500ms\" or \"5m\"", e);
        }
        if (duration == null || duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "is not a duration of more than nothing; write it as \"10s\", \"500ms\" or \"5m\"");
        }
        return duration;
    }

    /** @throws IllegalArgumentException if it is none, or too long for the schedule; the message continues "jitter '…' " */
    public static Duration jitter(String text, ScheduleTiming timing) {
        Duration jitter = duration(text);
        if (jitter.compareTo(LONGEST_JITTER) > 0) {
            throw new IllegalArgumentException("is longer than " + LONGEST_JITTER.toDays() + " days; shorten it");
        }
        Duration gap = timing == null ? null : timing.shortestGap();
        if (gap != null && jitter.compareTo(gap) >= 0) {
            throw new IllegalArgumentException("is not shorter than the time between two calls, " + gap.toSeconds()
                    + " seconds; shorten it");
        }
        return jitter;
    }
}
