package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;

/** Runs a task at the earliest of the times that it is asked for, and maybe at others. */
final class Alarm {

    private final ScheduledExecutorService timer;
    private final Runnable task;
    private boolean set;
    private long rings;
    private volatile int rung;

    Alarm(ScheduledExecutorService timer, Runnable task) {
        this.timer = timer;
        this.task = task;
    }

    /** @return whether it will ring by then */
    synchronized boolean in(long nanos) {
        long at = System.nanoTime() + nanos;
        if (!set || at - rings < 0) {
            set = Threads.later(timer, this::ring, nanos);
            rings = at;
        }
        return set;
    }

    /** How often it has rung. */
    int rung() {
        return rung;
    }

    private void ring() {
        synchronized (this) {
            set = false;
            rung++;
        }
        task.run();
    }
}
