package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What an endpoint is to do wrong on purpose. Values are immutable: each method gives a changed copy.
 *
 * @param throttleShare share of calls, 0 to 1, that are refused as throttled
 * @param dropShare share of calls, 0 to 1, whose connection is closed without an answer; the action is not run
 * @param delay how long every call waits before it is run
 * @param failedEntries how many of each {@code outOfEntries} batch entries fail
 * @param outOfEntries see {@code failedEntries}; 0 for none failing
 * @param actions the actions concerned, by names like {@code sqs.SendMessage}; empty for all
 * @param seed of the random choice: the same seed and calls give the same faults
 */
public record Faults(double throttleShare, double dropShare, Duration delay, int failedEntries, int outOfEntries,
        Set<String> actions, long seed) {

    /** @throws IllegalArgumentException if a share is not 0 to 1, the delay negative, or more entries are to fail than all */
    public Faults {
        Objects.requireNonNull(delay);
        actions = Set.copyOf(actions);
        if (!(throttleShare >= 0 && dropShare >= 0 && throttleShare + dropShare <= 1)) {
            throw new IllegalArgumentException("Shares must be 0 to 1, and no more than 1 together");
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay must not be negative");
        }
        if (failedEntries < 0 || failedEntries > outOfEntries) {
            throw new IllegalArgumentException("Not so many entries of so many: " + failedEntries + " of " + outOfEntries);
        }
    }

    /** Nothing goes wrong. */
    public static Faults none() {
        return new Faults(0, 0, Duration.ZERO, 0, 0, Set.of(), 0);
    }

    public Faults throttle(double share) {
        return new Faults(share, dropShare, delay, failedEntries, outOfEntries, actions, seed);
    }

    public Faults dropConnections(double share) {
        return new Faults(throttleShare, share, delay, failedEntries, outOfEntries, actions, seed);
    }

    public Faults delay(Duration time) {
        return new Faults(throttleShare, dropShare, time, failedEntries, outOfEntries, actions, seed);
    }

    /** Of every {@code outOf} entries of batches, counted over all calls, the first {@code count} fail. */
    public Faults failBatchEntries(int count, int outOf) {
        return new Faults(throttleShare, dropShare, delay, count, outOf, actions, seed);
    }

    public Faults onlyOn(String... names) {
        return new Faults(throttleShare, dropShare, delay, failedEntries, outOfEntries, Set.of(names), seed);
    }

    public Faults seed(long value) {
        return new Faults(throttleShare, dropShare, delay, failedEntries, outOfEntries, actions, value);
    }
}
