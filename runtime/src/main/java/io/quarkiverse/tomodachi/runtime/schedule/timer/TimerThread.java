package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

/** The one thread that waits for all schedules. It calls no handler itself. */
public final class TimerThread implements Runnable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");
    private static final long AFTER_FAILURE = 100_000_000;

    private final ScheduleTimer timer;
    private final Thread thread = new Waiting(this);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopped;

    public TimerThread(ScheduleTimer timer) {
        this.timer = timer;
        thread.setDaemon(true);
    }

    /** Whether the caller would hold up all schedules by what takes its time. */
    public static boolean isCurrent() {
        return Thread.currentThread() instanceof Waiting;
    }

    public void start() {
        thread.start();
    }

    /** To be called after alarms were added, which may come before all others. */
    public void wakeUp() {
        LockSupport.unpark(thread);
    }

    /** @return completes when nothing rings any more */
    public CompletionStage<Void> stop() {
        stopped = true;
        timer.close();
        wakeUp();
        return ended;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                LockSupport.parkNanos(this, timer.ring());
            } catch (Throwable e) {
                // whatever it is, as without this thread nothing would ever come again
                LOG.error("The timer of the schedules failed, and goes on", e);
                LockSupport.parkNanos(AFTER_FAILURE);
            }
        }
        ended.complete(null);
    }

    private static final class Waiting extends Thread {

        Waiting(Runnable code) {
            super(code, "tomodachi-schedules");
        }
    }
}
