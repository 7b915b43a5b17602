package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;

/**
 * Runs tasks of the transport on threads of its own, since the workers of the application may all be waiting, for the transport
 * among others: handlers on the event loop would get no message, and no outcome be told. What is repeated runs on the thread
 * that waits for its time, and has to be short.
 */
final class TransportExecutor extends ScheduledThreadPoolExecutor {

    /** More than there are processors mostly, since a connection may not take what is written to it for a while. */
    private static final int MOST_THREADS = 16;

    private static final long NO_THREAD_MILLIS = 100;

    private final Executor threads;

    TransportExecutor() {
        this(TransportThreads.pool("tomodachi-amqp-transport", MOST_THREADS));
    }

    /** @param threads run what is due */
    TransportExecutor(Executor threads) {
        super(1, new DaemonThreads("tomodachi-amqp-timer"));
        this.threads = threads;
        setKeepAliveTime(TransportThreads.IDLE_SECONDS, TimeUnit.SECONDS);
        allowCoreThreadTimeOut(true);
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return super.schedule(() -> begin(task), delay, unit);
    }

    /** Nobody hears of it if there is no thread for what was due, so that is tried again. */
    private void begin(Runnable task) {
        try {
            execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            super.schedule(() -> begin(task), NO_THREAD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
