package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;

/**
 * Tells outcomes to those who are not on a Vert.x context. One thread does, which is enough while they only take note; when
 * they block there, more threads come, since what they wait for may be the outcome that is told next.
 */
final class OutcomeThreads implements Executor {

    private static final long STUCK_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor threads;
    private final AtomicBoolean watching = new AtomicBoolean();

    OutcomeThreads(ScheduledExecutorService timer) {
        this.timer = timer;
        this.threads = new ThreadPoolExecutor(1, Integer.MAX_VALUE, TransportThreads.IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), TransportThreads.daemons("tomodachi-amqp-outcomes"));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
        watch();
    }

    private void watch() {
        if (watching.compareAndSet(false, true)) {
            long completed = threads.getCompletedTaskCount();
            timer.schedule(() -> look(completed), STUCK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(long completed) {
        watching.set(false);
        if (threads.getQueue().isEmpty()) {
            threads.setCorePoolSize(1);
            return;
        }
        if (threads.getCompletedTaskCount() == completed) {
            threads.setCorePoolSize(2 * threads.getCorePoolSize());
        }
        watch();
    }
}
