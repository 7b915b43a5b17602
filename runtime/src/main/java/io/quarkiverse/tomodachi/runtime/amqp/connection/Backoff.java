package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Delays between attempts: doubled each time up to a limit, and spread so that applications do not come back in step. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LARGEST = Duration.ofSeconds(10);

    private final long first;
    private final long largest;
    private long next;

    public Backoff() {
        this(FIRST, LARGEST);
    }

    /**
     * @param first at least a millisecond
     * @param largest not less than {@code first}
     */
    public Backoff(Duration first, Duration largest) {
        this.first = first.toMillis();
        this.largest = largest.toMillis();
        this.next = this.first;
    }

    /** The next delay in milliseconds, between half of the nominal one and all of it. */
    public synchronized long next() {
        long nominal = next;
        next = nominal > largest / 2 ? largest : nominal * 2;
        return nominal / 2 + ThreadLocalRandom.current().nextLong(nominal - nominal / 2 + 1);
    }

    public synchronized void reset() {
        next = first;
    }
}
