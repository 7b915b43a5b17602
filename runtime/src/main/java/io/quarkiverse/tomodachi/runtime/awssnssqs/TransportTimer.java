package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;

/** A thread of the transport's own, as messages have to be kept and outcomes told also while all workers are busy. */
final class TransportTimer {

    private TransportTimer() {
    }

    /** The thread begins with the first task. */
    static ScheduledExecutorService create() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("tomodachi-sns-sqs"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
