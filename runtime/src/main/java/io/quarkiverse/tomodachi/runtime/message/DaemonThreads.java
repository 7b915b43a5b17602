package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.ThreadFactory;

/** Threads of a transport's own, with the class loader of the application, whichever thread has them begin. */
public final class DaemonThreads implements ThreadFactory {

    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final String name;

    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
