package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

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
    public IntervalAlarm(Duration period, Duration jitter, Consumer<Instant> action) {
        super(action);
        this.period = period.toNanos();
        this.jitter = jitter;
    }

    long due() {
        return due;
    }

    /** Like the Python library, at most a second early, so that all later times are on whole seconds. */
    @Override
    void start(Instant now, long nanos) {
        plan(nanos + period - now.plusNanos(period).getNano(), now, nanos);
    }

    @Override
    Instant advance(Instant now, long nanos) {
        Instant time = nearestSecond(now.minusNanos(nanos - planned));
        long passed = Math.max(0, nanos - planned) / period + 1;
        plan(planned + passed * period, now, nanos);
        return time;
    }

    private void plan(long wanted, Instant now, long nanos) {
        Instant time = nearestSecond(now.plusNanos(wanted - nanos));
        planned = nanos + Duration.between(now, time).toNanos();
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
