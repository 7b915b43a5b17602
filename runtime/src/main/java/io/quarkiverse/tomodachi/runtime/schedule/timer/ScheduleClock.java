package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Instant;

/** What time it is, and how much of it passes. */
public interface ScheduleClock {

    /** That of the machine. */
    ScheduleClock SYSTEM = new ScheduleClock() {

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    /** The time of day, which somebody may set. */
    Instant now();

    /** Nanoseconds that never jump, from some beginning. */
    long nanos();
}
