package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;

/**
 * Runs tasks of the transport on the workers of the application, but loses none when these take no more: then a few threads of
 * its own do it. The client would not try again, nor would those who wait for a time to come, and a consumer be deaf for good.
 * What is repeated runs on the thread that waits for its time, and has to be short.
 */
final class TransportExecutor extends ScheduledThreadPoolExecutor {

    /** More than one, since some tasks wait for the broker. */
    private static final int OVERFLOW_THREADS = 4;

    private final Executor workers;
    private final Executor overflow = TransportThreads.pool("tomodachi-amqp-overflow", OVERFLOW_THREADS);

    TransportExecutor(Executor workers) {
        super(1, new DaemonThreads("tomodachi-amqp-timer"));
        this.workers = workers;
        setKeepAliveTime(TransportThreads.IDLE_SECONDS, TimeUnit.SECONDS);
        allowCoreThreadTimeOut(true);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException e) {
            overflow.execute(task);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(() -> execute(task), delay, unit);
    }
}
