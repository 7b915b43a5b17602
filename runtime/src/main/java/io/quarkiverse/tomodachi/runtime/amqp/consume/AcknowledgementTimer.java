package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides when acknowledgements are written: within two milliseconds, together with those that are told meanwhile; at once
 * where no others may follow, or they are a good part of what the broker sends ahead, so that it goes on sending.
 */
final class AcknowledgementTimer {

    private static final long DELAY_MILLIS = 2;

    /** The part of the prefetch that is acknowledged at once. */
    private static final int PARTS = 4;

    private final ScheduledExecutorService executor;
    private final Runnable write;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean delayed = new AtomicBoolean();
    private volatile int batch = 1;

    /** @param write has them written, in a place for that */
    AcknowledgementTimer(ScheduledExecutorService executor, Runnable write) {
        this.executor = executor;
        this.write = write;
    }

    void prefetch(int messages) {
        batch = Math.max(1, messages / PARTS);
    }

    /**
     * One more waits.
     *
     * @param waiting how many wait now
     * @param unsettled how many messages the broker waits for, those among them
     */
    void added(int waiting, int unsettled) {
        if (waiting >= batch || waiting >= unsettled) {
            writeSoon();
        } else if (delayed.compareAndSet(false, true)) {
            try {
                executor.schedule(this::writeDelayed, DELAY_MILLIS, TimeUnit.MILLISECONDS);
            } catch (OutOfMemoryError e) {
                // there is no thread that could wait
                writeDelayed();
            }
        }
    }

    /** What is added from now on has to be written once more. */
    void begin() {
        writing.set(false);
    }

    private void writeDelayed() {
        delayed.set(false);
        writeSoon();
    }

    private void writeSoon() {
        if (writing.compareAndSet(false, true)) {
            try {
                write.run();
            } catch (RuntimeException | Error e) {
                // what is added after that is to have it tried again
                writing.set(false);
                throw e;
            }
        }
    }
}
