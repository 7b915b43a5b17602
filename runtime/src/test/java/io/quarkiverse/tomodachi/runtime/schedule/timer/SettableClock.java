package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still unless it is told, and whose time of day can be set. */
final class SettableClock implements ScheduleClock {

    private Instant now;
    private long nanos = 1_000_000_007;

    SettableClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    void pass(long nanoseconds) {
        now = now.plusNanos(nanoseconds);
        nanos += nanoseconds;
    }

    /** Somebody sets the clock; no time passes by that. */
    void set(Duration difference) {
        now = now.plus(difference);
    }
}
