package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where code of the application is told outcomes, and may block. One thread tells them, which is enough while those who are
 * told only take note. When they block there, more threads come, since what they wait for may be the outcome that is told next.
 */
final class OutcomeThreads implements Executor {

    private static final long STUCK_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor pool;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final ThreadLocal<Boolean> collecting = new ThreadLocal<>();
    private volatile int most = 1;

    /**
     * @param threads makes threads, which end when there is nothing to do
     * @param idleSeconds after which time they end
     * @param timer for short tasks
     */
    OutcomeThreads(ThreadFactory threads, long idleSeconds, ScheduledExecutorService timer) {
        this.timer = timer;
        this.pool = new ThreadPoolExecutor(1, Integer.MAX_VALUE, idleSeconds, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                threads);
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        if (collecting.get() == null) {
            tell();
        }
    }

    /** Wakes a thread only once for all that the code, on its own thread, has to be told. */
    void together(Runnable code) {
        collecting.set(true);
        try {
            code.run();
        } finally {
            collecting.remove();
            tell();
        }
    }

    private void tell() {
        int now = running.get();
        while (!waiting.isEmpty() && now < most) {
            if (running.compareAndSet(now, now + 1)) {
                pool.execute(this::run);
            }
            now = running.get();
        }
        watch();
    }

    private void run() {
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                begun.incrementAndGet();
                next.run();
            }
        } finally {
            running.decrementAndGet();
            tell();
        }
    }

    private void watch() {
        if (!waiting.isEmpty() && watching.compareAndSet(false, true)) {
            long before = begun.get();
            timer.schedule(() -> look(before), STUCK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(long before) {
        watching.set(false);
        if (waiting.isEmpty()) {
            allow(1);
        } else if (begun.get() == before) {
            allow(2 * most);
        }
        tell();
    }

    private void allow(int threads) {
        most = threads;
        pool.setCorePoolSize(threads);
    }
}
