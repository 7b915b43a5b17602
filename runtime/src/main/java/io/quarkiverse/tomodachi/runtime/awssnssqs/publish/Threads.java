package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads of the publishers' own, since all workers may be waiting for what is published. They end when there is nothing to do,
 * so that nobody has to stop them.
 */
final class Threads {

    private static final long IDLE_SECONDS = 5;
    private static final long STUCK_MILLIS = 100;

    private final ScheduledThreadPoolExecutor calls = new ScheduledThreadPoolExecutor(1, daemons("tomodachi-aws-publisher"));
    private final ThreadPoolExecutor outcomes = new ThreadPoolExecutor(1, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), daemons("tomodachi-aws-outcomes"));
    private final AtomicBoolean watching = new AtomicBoolean();

    Threads() {
        calls.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        calls.allowCoreThreadTimeOut(true);
        calls.setRemoveOnCancelPolicy(true);
        outcomes.allowCoreThreadTimeOut(true);
    }

    /** One thread, which nobody may hold up. */
    ScheduledExecutorService calls() {
        return calls;
    }

    /** Where code of the application may run, and block. */
    Executor outcomes() {
        return task -> {
            outcomes.execute(task);
            watch();
        };
    }

    /**
     * One thread tells outcomes, which is enough while those who are told only take note. When they block there, more threads
     * come, since what they wait for may be the outcome that is told next.
     */
    private void watch() {
        if (watching.compareAndSet(false, true)) {
            long completed = outcomes.getCompletedTaskCount();
            calls.schedule(() -> look(completed), STUCK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(long completed) {
        watching.set(false);
        if (outcomes.getQueue().isEmpty()) {
            outcomes.setCorePoolSize(1);
            return;
        }
        if (outcomes.getCompletedTaskCount() == completed) {
            outcomes.setCorePoolSize(2 * outcomes.getCorePoolSize());
        }
        watch();
    }

    /** With the class loader of the application, whichever thread has them begin. */
    private static ThreadFactory daemons(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }
}
