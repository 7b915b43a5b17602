package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.Duration;
import java.time.LocalDateTime;

/** When a scheduled method is called. */
public sealed interface ScheduleTiming {

    /**
     * The least time between two calls that follow each other, by the clock.
     *
     * @return {@code null} if there is but one call
     */
    Duration shortestGap();

    /**
     * At a fixed interval, whatever the time is.
     *
     * @param period whole seconds, at least one
     */
    record Every(Duration period) implements ScheduleTiming {

        @Override
        public Duration shortestGap() {
            return period;
        }
    }

    /** At times of the calendar. */
    record Calendar(LocalTimes times) implements ScheduleTiming {

        /** A leap year that begins on a Monday: what is rare in other years comes early in it. */
        private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
        private static final int LOOKED_AT = 400;

        @Override
        public Duration shortestGap() {
            Duration shortest = null;
            LocalDateTime time = times.next(START);
            for (int count = 0; time != null && count < LOOKED_AT; count++) {
                LocalDateTime next = times.next(time.plusSeconds(1));
                if (next != null && (shortest == null || Duration.between(time, next).compareTo(shortest) < 0)) {
                    shortest = Duration.between(time, next);
                }
                time = next;
            }
            return shortest;
        }
    }
}
