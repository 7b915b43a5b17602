package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import java.util.concurrent.ThreadFactory;

/** Cannot make any thread until told otherwise, as where a process has as many as it may have. */
public final class ScarceThreads implements ThreadFactory {

    private volatile boolean scarce = true;

    public void end() {
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
