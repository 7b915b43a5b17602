package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Local times in a zone, with the rule for days on which clocks are changed. Times that leave hours out come exactly once each:
 * one that the clock skips at the moment of the change, and one that it shows twice the first time. Where every hour counts, a
 * skipped one is left out, and a repeated one comes twice, as the time between two of them is what matters there.
 */
public record ZonedTimes(LocalTimes times, ZoneId zone) implements Times {

    @Override
    public Instant next(Instant after) {
        ZoneRules rules = zone.getRules();
        Instant start = after;
        ZoneOffset offset = rules.getOffset(start);
        LocalDateTime from = notRepeated(rules, start, LocalDateTime.ofEpochSecond(start.getEpochSecond() + 1, 0, offset));
        while (true) {
            LocalDateTime local = times.next(from);
            ZoneOffsetTransition change = rules.nextTransition(start);
            if (local == null || change == null || local.isBefore(change.getDateTimeBefore())) {
                return local == null ? null : local.toInstant(offset);
            }
            boolean skipped = change.isGap() && local.isBefore(change.getDateTimeAfter());
            if (skipped && !times.everyHour()) {
                return change.getInstant();
            }
            start = change.getInstant();
            offset = change.getOffsetAfter();
            from = change.isGap() || times.everyHour() ? change.getDateTimeAfter() : change.getDateTimeBefore();
        }
    }

    /** Where the clock was put back, the first time that it has not shown before. */
    private LocalDateTime notRepeated(ZoneRules rules, Instant start, LocalDateTime from) {
        if (times.everyHour()) {
            return from;
        }
        ZoneOffsetTransition last = rules.previousTransition(start.plusNanos(1));
        return last != null && last.isOverlap() && from.isBefore(last.getDateTimeBefore()) ? last.getDateTimeBefore() : from;
    }
}
