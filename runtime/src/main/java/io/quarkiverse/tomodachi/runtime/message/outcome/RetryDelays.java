package io.quarkiverse.tomodachi.runtime.message.outcome;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import io.quarkiverse.tomodachi.runtime.message.settings.FailureRules;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;

/** How long a message waits after each failure: longer each time, up to a limit, and a part of it is random. */
final class RetryDelays {

    private final double initial;
    private final double largest;
    private final double multiplier;
    private final double jitter;
    private final DoubleSupplier random;

    /** @param random gives numbers from 0 to 1, without 1 */
    RetryDelays(FailureSettings settings, DoubleSupplier random) {
        this.largest = FailureRules.duration(settings.maxDelay()).toMillis();
        this.initial = Math.min(FailureRules.duration(settings.initialDelay()).toMillis(), largest);
        this.multiplier = settings.multiplier();
        this.jitter = settings.jitter();
        this.random = random;
    }

    /** @param attempt the place of the delivery that failed, 1 for the first */
    Duration after(int attempt) {
        // beyond all numbers it is infinite, and the smaller one of the two again
        double whole = Math.min(initial * Math.pow(multiplier, Math.max(attempt, 1) - 1), largest);
        return bounded(Duration.ofMillis((long) (whole - whole * jitter * random.getAsDouble())));
    }

    /** The delay itself, or the nearest that a message may wait. */
    static Duration bounded(Duration delay) {
        if (delay.compareTo(FailureRules.SMALLEST_DELAY) < 0) {
            return FailureRules.SMALLEST_DELAY;
        }
        return delay.compareTo(FailureRules.LARGEST_DELAY) > 0 ? FailureRules.LARGEST_DELAY : delay;
    }
}
