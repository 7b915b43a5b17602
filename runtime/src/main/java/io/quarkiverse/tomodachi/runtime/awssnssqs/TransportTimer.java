package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A thread of the transport's own, as messages have to be kept and outcomes told also while all workers are busy. */
final class TransportTimer {

    private TransportTimer() {
    }

    /** The thread begins with the first task. */
    static ScheduledExecutorService create() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "tomodachi-sns-sqs");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
