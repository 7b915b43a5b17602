package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands the members of {@code @Schedule}. */
public final class ScheduleParser {

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}) ?(?:s|second|seconds)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");

    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("H:mm[:ss]")
            .withResolverStyle(ResolverStyle.STRICT);

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
            long count = Long.parseLong(seconds.group(1));
            if (count == 0) {
                throw new IllegalArgumentException("is zero; use one second or more");
            }
            return ScheduleTiming.every(Duration.ofSeconds(count));
        }
        if (value.isEmpty() || value.split("\\s+").length < 5) {
            throw new IllegalArgumentException("is neither a number of seconds (\"10s\"), nor a word (\"hourly\"), nor a cron"
                    + " expression of five or six fields; correct it");
        }
        return ScheduleTiming.cron(CronExpression.toQuartz(value));
    }

    /** @throws IllegalArgumentException if it is no time of day; the message continues "timestamp '…' " */
    public static ScheduleTiming timestamp(String text) {
        Matcher time = TIME.matcher(text.trim());
        if (!time.matches()) {
            throw new IllegalArgumentException("is not a time of day; write it as \"07:30\" or \"07:30:15\"");
        }
        try {
            LocalTime at = LocalTime.parse(text.trim(), TIME_OF_DAY);
            return ScheduleTiming.cron(at.getSecond() + " " + at.getMinute() + " " + at.getHour() + " * * ?");
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time of day; hours go to 23, minutes and seconds to 59", e);
        }
    }

    /** @throws IllegalArgumentException if there is no such zone; the message continues "timezone '…' " */
    public static ZoneId timezone(String text) {
        try {
            return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is unknown; use an IANA name (\"Europe/Stockholm\") or an offset (\"+02:00\")",
                    e);
        }
    }
}
