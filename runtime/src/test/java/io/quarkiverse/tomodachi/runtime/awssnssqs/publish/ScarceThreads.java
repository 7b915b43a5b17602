package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.concurrent.ThreadFactory;

/** Cannot make any thread until told otherwise, as where a process has as many as it may have. */
final class ScarceThreads implements ThreadFactory {

    private volatile boolean scarce = true;

    void end() {
        scarce = false;
    }

    @Override
    public Thread newThread(Runnable task) {
        if (scarce) {
            throw new OutOfMemoryError("on purpose: no thread");
        }
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
