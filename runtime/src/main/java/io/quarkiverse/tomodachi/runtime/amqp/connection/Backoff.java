package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.ThreadLocalRandom;

/** Delays between attempts: doubled each time up to a limit, and spread so that applications do not come back in step. */
public final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long LARGEST_MILLIS = 10_000;

    private long next = FIRST_MILLIS;

    /** The next delay in milliseconds, between half of the nominal one and all of it. */
    public synchronized long next() {
        long nominal = next;
        next = Math.min(nominal * 2, LARGEST_MILLIS);
        return nominal / 2 + ThreadLocalRandom.current().nextLong(nominal / 2 + 1);
    }

    public synchronized void reset() {
        next = FIRST_MILLIS;
    }
}
