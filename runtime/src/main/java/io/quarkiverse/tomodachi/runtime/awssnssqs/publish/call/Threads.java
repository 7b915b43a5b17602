package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;
import io.quarkiverse.tomodachi.runtime.message.publish.OutcomeThreads;

/**
 * Threads of the publishers' own, since all workers may be waiting for what is published. They end when there is nothing to do,
 * so that nobody has to stop them.
 */
public final class Threads {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor calls;
    private final OutcomeThreads outcomes;
    private final CallLimits limits;

    public Threads() {
        this(new DaemonThreads("tomodachi-aws-publisher"));
    }

    /** @param ofCalls makes the one of {@link #calls()} */
    public Threads(ThreadFactory ofCalls) {
        calls = new ScheduledThreadPoolExecutor(1, ofCalls);
        outcomes = new OutcomeThreads(LOG, new DaemonThreads("tomodachi-aws-outcomes"), IDLE_SECONDS, calls);
        limits = new CallLimits(calls);
        calls.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        calls.allowCoreThreadTimeOut(true);
        calls.setRemoveOnCancelPolicy(true);
    }

    /** One thread, which nobody may hold up. */
    public ScheduledExecutorService calls() {
        return calls;
    }

    /**
     * Has that thread run a task later.
     *
     * @return whether it will; if there is no thread now, the task is kept until another one finds a thread
     */
    public static boolean later(ScheduledExecutorService calls, Runnable task, long nanos) {
        try {
            calls.schedule(task, nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (OutOfMemoryError e) {
            LogEvent.of(LOG, Level.DEBUG,
                    "There is no thread for what publishers do later; the next publish has it tried again")
                    .because(e).write();
            return false;
        }
    }

    /** For calls that carry messages. */
    public CallLimits limits() {
        return limits;
    }

    /** Where calls are followed up, and where code of the application may run, and block. */
    public OutcomeThreads outcomes() {
        return outcomes;
    }
}
