package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;
import io.quarkiverse.tomodachi.runtime.message.publish.OutcomeThreads;

/**
 * Threads of the publishers' own, since all workers may be waiting for what is published. They end when there is nothing to do,
 * so that nobody has to stop them.
 */
final class Threads {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor calls = new ScheduledThreadPoolExecutor(1,
            new DaemonThreads("tomodachi-aws-publisher"));
    private final OutcomeThreads outcomes = new OutcomeThreads(LOG, new DaemonThreads("tomodachi-aws-outcomes"), IDLE_SECONDS,
            calls);

    private final CallLimits limits = new CallLimits(calls);

    Threads() {
        calls.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        calls.allowCoreThreadTimeOut(true);
        calls.setRemoveOnCancelPolicy(true);
    }

    /** One thread, which nobody may hold up. */
    ScheduledExecutorService calls() {
        return calls;
    }

    /** For calls that carry messages. */
    CallLimits limits() {
        return limits;
    }

    /** Where calls are followed up, and where code of the application may run, and block. */
    OutcomeThreads outcomes() {
        return outcomes;
    }
}
