package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.time.Instant;

/**
 * Comes after a time that has passed, whatever clocks show meanwhile. It follows small corrections of the clock to stay on its
 * whole seconds, and after a jump it moves to the nearest one.
 */
public final class IntervalAlarm extends Alarm implements Comparable<IntervalAlarm> {

    private static final long HALF_A_SECOND = 500_000_000;

    private final long period;
    private final Duration jitter;
    private long planned;
    private long due;

    /** @param period whole seconds */
    public IntervalAlarm(Duration period, Duration jitter, Action action) {
        super(action);
        this.period = period.toNanos();
        this.jitter = jitter;
    }

    long due() {
        return due;
    }

    /** Like the Python library, at most a second early, so that all later times are on whole seconds. */
    @Override
    void start(Moment moment) {
        plan(moment.nanos() + period - moment.after(period).getNano(), moment);
    }

    @Override
    Come advance(Moment moment) {
        long late = moment.nanos() - planned;
        Instant time = nearestSecond(moment.after(-late));
        Instant ringing = moment.after(due - moment.nanos());
        long missed = Math.max(0, late) / period;
        plan(planned + (missed + 1) * period, moment);
        return new Come(time, ringing, (int) Math.min(missed, MOST_MISSED));
    }

    private void plan(long wanted, Moment moment) {
        Instant time = nearestSecond(moment.after(wanted - moment.nanos()));
        planned = moment.nanos() + Duration.between(moment.now(), time).toNanos();
        due = planned + Jitter.nanos(jitter);
        planned(time);
    }

    private static Instant nearestSecond(Instant time) {
        return Instant.ofEpochSecond(time.plusNanos(HALF_A_SECOND).getEpochSecond());
    }

    @Override
    public int compareTo(IntervalAlarm other) {
        return Long.signum(due - other.due);
    }
}
