package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.tomodachi.runtime.schedule.time.Times;

/** Comes when clocks show a time. */
public final class CalendarAlarm extends Alarm implements Comparable<CalendarAlarm> {

    private final Times times;
    private final Duration jitter;
    /** The time before the planned one. */
    private Instant before;
    private Instant due;

    public CalendarAlarm(Times times, Duration jitter, Action action) {
        super(action);
        this.times = times;
        this.jitter = jitter;
    }

    Instant due() {
        return due;
    }

    @Override
    void start(Moment moment) {
        plan(moment.now());
    }

    @Override
    Come advance(Moment moment) {
        Instant time = planned();
        Instant ringing = due;
        plan(time);
        int missed = 0;
        if (due != null && !planned().isAfter(moment.now())) {
            missed = countUntil(moment.now());
            plan(moment.now());
            before = time;
        }
        return new Come(time, ringing, missed);
    }

    private int countUntil(Instant now) {
        int count = 0;
        for (Instant time = planned(); time != null && !time.isAfter(now) && count < MOST_MISSED; time = times.next(time)) {
            count++;
        }
        return count;
    }

    /**
     * Plans anew after the clock was set back, if otherwise nothing came for more than twice the usual time. What has come
     * does not come again for a smaller correction.
     */
    void clockWasSetBack(Instant now) {
        Duration usual = Duration.between(before, planned());
        if (Duration.between(now, planned()).compareTo(usual.multipliedBy(2)) > 0) {
            plan(now);
        }
    }

    private void plan(Instant after) {
        Instant time = times.next(after);
        before = after;
        planned(time);
        due = time == null ? null : time.plusNanos(Jitter.nanos(jitter));
    }

    @Override
    public int compareTo(CalendarAlarm other) {
        return due.compareTo(other.due);
    }
}
