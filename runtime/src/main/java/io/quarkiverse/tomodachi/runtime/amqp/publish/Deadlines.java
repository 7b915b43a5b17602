package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Looks for publications past their deadline for as long as there are any at all. */
final class Deadlines {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final long WATCH_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final UnderWay underWay;
    private final Consumer<Publication> end;
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * @param timer for short tasks; its thread ends when there is nothing to do
     * @param end gives a publication up
     */
    Deadlines(ScheduledExecutorService timer, UnderWay underWay, Consumer<Publication> end) {
        this.timer = timer;
        this.underWay = underWay;
        this.end = end;
    }

    /**
     * To be called when there is something under way.
     *
     * @return whether the timer looks; it does not if there is no thread for it, so that somebody else has to
     */
    boolean watch() {
        if (watching.get() || !watching.compareAndSet(false, true)) {
            return true;
        }
        try {
            timer.schedule(this::look, WATCH_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            watching.set(false);
            LogEvent.of(LOG, Level.DEBUG, "There is no thread to look for the deadlines of publishes; the one that sends them"
                    + " does").because(e).write();
            return false;
        }
    }

    private void look() {
        watching.set(false);
        expire();
        if (underWay.isBusy()) {
            watch();
        }
    }

    /** Looks once, after a while, on the thread of the caller. */
    void lookHere() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(WATCH_MILLIS));
        expire();
    }

    /** What fails is tried with the next look: who publishes waits for nothing else. */
    private void expire() {
        try {
            underWay.unfinished(Publication::isOverdue).forEach(end);
            underWay.forgetDone();
        } catch (RuntimeException | Error e) {
            LogEvent.of(LOG, Level.ERROR, "A publish past its deadline could not be given up; it is tried again").because(e)
                    .write();
        }
    }
}
