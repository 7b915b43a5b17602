package io.quarkiverse.tomodachi.benchmarks.payload;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How much later than planned scheduled methods are called. */
public final class Lateness {

    private static final long[] NANOS = new long[1_000_000];
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Lateness() {
    }

    public static void add(Instant planned) {
        long late = Duration.between(planned, Instant.now()).toNanos();
        int index = COUNT.getAndIncrement();
        if (index < NANOS.length) {
            NANOS[index] = late;
        }
    }

    /** The number of calls since the last report, and the median, p99 and maximum in microseconds. */
    public static String report() {
        int count = Math.min(COUNT.getAndSet(0), NANOS.length);
        long[] sorted = Arrays.copyOf(NANOS, count);
        Arrays.sort(sorted);
        return count == 0 ? "0 0 0 0"
                : count + " " + sorted[count / 2] / 1000 + " " + sorted[count - 1 - count / 100] / 1000 + " "
                        + sorted[count - 1] / 1000;
    }
}
