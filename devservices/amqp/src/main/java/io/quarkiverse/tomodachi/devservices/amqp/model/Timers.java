package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tasks due at a later time, run by whoever calls {@link #runDue()}. Used by one thread only. */
public final class Timers {

    private final TreeSet<Timer> queue = new TreeSet<>();
    private final LongSupplier clock;
    private long scheduled;

    /**
     * @param clock milliseconds that only grow
     */
    public Timers(LongSupplier clock) {
        this.clock = clock;
    }

    /** Timers by the system's clock that no one can set back. */
    public static Timers monotonic() {
        return new Timers(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    public long now() {
        return clock.getAsLong();
    }

    public Timer schedule(long delayMillis, Runnable task) {
        Timer timer = new Timer(now() + delayMillis, scheduled++, task);
        queue.add(timer);
        return timer;
    }

    /** Milliseconds until the next task is due, 0 when one is due now, -1 when there is none. */
    public long nextDelay() {
        return queue.isEmpty() ? -1 : Math.max(0, queue.first().dueAt - now());
    }

    public void runDue() {
        while (!queue.isEmpty() && queue.first().dueAt <= now()) {
            queue.pollFirst().task.run();
        }
    }

    /** A task that waits for its time. */
    public final class Timer implements Comparable<Timer> {

        private final long dueAt;
        private final long order;
        private final Runnable task;

        private Timer(long dueAt, long order, Runnable task) {
            this.dueAt = dueAt;
            this.order = order;
            this.task = task;
        }

        public long dueAt() {
            return dueAt;
        }

        /** Whether it still waits: it neither ran nor was cancelled. */
        public boolean pending() {
            return queue.contains(this);
        }

        public void cancel() {
            queue.remove(this);
        }

        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(dueAt, other.dueAt);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
