package io.quarkiverse.tomodachi.deployment.schedule;

import static io.quarkiverse.tomodachi.deployment.schedule.ScheduleMembers.text;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Validator;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleParser;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Every;

/** Checks the members of {@code @Schedule} whose values are known when the application is built. */
final class ScheduleValidator implements Validator {

    private static final List<String> LOCK_MEMBERS = List.of(ScheduleDotNames.LOCK_NAME, ScheduleDotNames.LOCK_AT_MOST,
            ScheduleDotNames.LOCK_AT_LEAST);
    /** Zones differ from each other by a day and a bit. */
    private static final int DAYS_OF_ZONES = 2;

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        String interval = text(method, ScheduleDotNames.INTERVAL);
        String timestamp = text(method, ScheduleDotNames.TIMESTAMP);
        if (interval.isEmpty() == timestamp.isEmpty()) {
            problems.accept(interval.isEmpty() ? "has neither interval nor timestamp; give one of them"
                    : "has both interval and timestamp; give one of them");
        }
        ScheduleTiming timing = check(ScheduleDotNames.INTERVAL, interval, ScheduleParser::interval, problems);
        ScheduleTiming time = check(ScheduleDotNames.TIMESTAMP, timestamp, ScheduleParser::timestamp, problems);
        checkOver(interval, timing, problems);
        checkTimezone(method, interval, timing, problems);
        check(ScheduleDotNames.JITTER, text(method, ScheduleDotNames.JITTER),
                value -> ScheduleParser.jitter(value, timing == null ? time : timing), problems);
        checkOverlap(method, problems);
        checkLock(method, problems);
    }

    /** A timestamp may be over, as in the Python library; years in an interval that are over are a mistake. */
    private static void checkOver(String interval, ScheduleTiming timing, Consumer<String> problems) {
        if (timing instanceof Calendar calendar
                && calendar.times().next(LocalDateTime.now().minusDays(DAYS_OF_ZONES)) == null) {
            problems.accept(
                    "has the interval '" + interval + "', which never comes again, as its years are over; correct them");
        }
    }

    private static void checkTimezone(TriggerMethod method, String interval, ScheduleTiming timing, Consumer<String> problems) {
        String timezone = text(method, ScheduleDotNames.TIMEZONE);
        if (!timezone.isEmpty() && timing instanceof Every) {
            problems.accept("has the timezone '" + timezone + "' together with the interval '" + interval
                    + "', which is the same in all of them; remove the timezone");
        }
        check(ScheduleDotNames.TIMEZONE, timezone, ScheduleParser::timezone, problems);
    }

    private static void checkOverlap(TriggerMethod method, Consumer<String> problems) {
        int limit = method.value(ScheduleDotNames.OVERLAP_LIMIT).asInt();
        if (limit < 1) {
            problems.accept("has the overlapLimit " + limit + "; use 1 or more");
        }
        boolean skips = Overlap.SKIP.name().equals(method.value(ScheduleDotNames.OVERLAP).asEnum());
        if (skips && method.annotation().value(ScheduleDotNames.OVERLAP_LIMIT) != null) {
            problems.accept("has an overlapLimit, though its calls never overlap; remove it, or remove overlap");
        }
    }

    private static void checkLock(TriggerMethod method, Consumer<String> problems) {
        if (!ScheduleMembers.isOncePerCluster(method)) {
            LOCK_MEMBERS.stream().filter(member -> !text(method, member).isEmpty()).forEach(member -> problems
                    .accept("has the member " + member + ", which is for cluster = true; set that, or remove it"));
            return;
        }
        Duration most = duration(method, ScheduleDotNames.LOCK_AT_MOST, problems);
        Duration least = duration(method, ScheduleDotNames.LOCK_AT_LEAST, problems);
        if (most != null && least != null && least.compareTo(most) > 0) {
            problems.accept("keeps its lock for at least " + text(method, ScheduleDotNames.LOCK_AT_LEAST) + ", but for at most "
                    + text(method, ScheduleDotNames.LOCK_AT_MOST) + "; correct lockAtLeast or lockAtMost");
        }
    }

    private static Duration duration(TriggerMethod method, String member, Consumer<String> problems) {
        return check(member, text(method, member), ScheduleParser::duration, problems);
    }

    /** @return what it means; {@code null} if it is not given, not known yet, or wrong */
    private static <T> T check(String member, String value, Function<String, T> parser, Consumer<String> problems) {
        if (value.isEmpty() || ConfiguredText.isExpression(value)) {
            return null;
        }
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            problems.accept("has the " + member + " '" + value + "', which " + e.getMessage());
            return null;
        }
    }
}
