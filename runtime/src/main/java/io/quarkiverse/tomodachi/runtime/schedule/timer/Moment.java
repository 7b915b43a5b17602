package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.time.Instant;

/** What both clocks say at the same time. */
record Moment(Instant now, long nanos) {

    private static final long SAME_TIME = Duration.ofMillis(1).toNanos();
    private static final int ATTEMPTS = 10;

    /** Reads them again if the thread stood still in between, as otherwise one clock would seem to have been set. */
    static Moment of(ScheduleClock clock) {
        long before = clock.nanos();
        for (int attempt = 1;; attempt++) {
            Instant now = clock.now();
            long after = clock.nanos();
            if (after - before < SAME_TIME || attempt == ATTEMPTS) {
                return new Moment(now, after);
            }
            before = after;
        }
    }

    Instant after(long nanoseconds) {
        return now.plusNanos(nanoseconds);
    }
}
