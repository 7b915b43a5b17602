package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When a call for one queue has last succeeded, whichever it was. */
public final class QueueCalls {

    private final LongSupplier nanoTime;
    private volatile long lastSuccess;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    public QueueCalls(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSuccess = nanoTime.getAsLong();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    public void succeeded() {
        lastSuccess = now();
    }

    boolean haveSucceeded(long since, Duration later) {
        return lastSuccess - since > later.toNanos();
    }
}
