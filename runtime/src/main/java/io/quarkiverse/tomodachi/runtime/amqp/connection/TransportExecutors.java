package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Where the transport has done what it has to do. The broker may give no answer for a long time, for one queue alone, so that
 * what waits for answers does not hold up what has to go on: messages, their outcomes, and what is due.
 *
 * @param tasks runs what waits for no answer
 * @param waits runs what does: to declare, to consume, to cancel, to open and to close channels
 */
public record TransportExecutors(ScheduledExecutorService tasks, Executor waits) {

    /** Many more than there are processors, as they do next to nothing. */
    private static final int MOST_WAITING = 32;

    static TransportExecutors start() {
        return new TransportExecutors(new TransportExecutor(), TransportThreads.pool("tomodachi-amqp-control", MOST_WAITING));
    }
}
