package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * The lock of a schedule.
 *
 * @param handler whom it is for
 * @param jitter how much later than planned replicas ask for it, each by another time
 * @param atMost how long it lasts without being prolonged
 * @param atLeast how long it is kept after the planned time and the jitter; {@code null} depends on the next time
 */
public record LockSettings(HandlerDescription handler, String name, Duration jitter, Duration atMost, Duration atLeast) {

    /** Stores and clocks count some centuries at most. */
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_DEFAULT = Duration.ofSeconds(30);

    /** @throws IllegalArgumentException if the durations do not fit together */
    public LockSettings checked() {
        if (atMost.isNegative() || atMost.isZero()) {
            throw new IllegalArgumentException("lock-at-most is " + atMost + "; give a duration of more than nothing");
        }
        if (atMost.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lock-at-most is " + atMost + "; give one of at most " + LONGEST.toDays()
                    + " days, and rather of seconds, as nobody else is called for so long after the holder has died");
        }
        if (atLeast != null && (atLeast.isNegative() || atLeast.compareTo(atMost) > 0
                || jitter.plus(atLeast).compareTo(atMost) > 0)) {
            throw new IllegalArgumentException("the lock is to be kept for at least " + atLeast + (jitter.isZero() ? ""
                    : " and the jitter of " + jitter) + ", but at most for " + atMost + "; correct lockAtLeast or lockAtMost");
        }
        if (atLeast == null && jitter.compareTo(atMost) >= 0) {
            throw new IllegalArgumentException("replicas ask for the lock up to the jitter of " + jitter
                    + " after the time, but it lasts for at most " + atMost + "; raise lockAtMost, or shorten the jitter");
        }
        return this;
    }

    /** Until when the lock is kept at least. */
    Instant keptUntil(Occasion occasion) {
        return occasion.time().plus(jitter).plus(margin(occasion));
    }

    /** When a replica is too late: another one may have called the handler, and released the lock, before. */
    Instant takenUntil(Occasion occasion) {
        return occasion.time().plus(jitter).plus(margin(occasion).dividedBy(2));
    }

    private Duration margin(Occasion occasion) {
        if (atLeast != null) {
            return atLeast;
        }
        Duration margin = LONGEST_DEFAULT;
        if (occasion.following() != null) {
            Duration half = Duration.between(occasion.time(), occasion.following()).minus(jitter).dividedBy(2);
            margin = half.compareTo(margin) < 0 ? half : margin;
        }
        Duration longest = atMost.minus(jitter);
        margin = longest.compareTo(margin) < 0 ? longest : margin;
        return margin.isNegative() ? Duration.ZERO : margin;
    }
}
