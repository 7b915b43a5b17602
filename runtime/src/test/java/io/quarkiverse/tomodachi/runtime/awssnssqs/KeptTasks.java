package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Keeps what is to be done later, and does it when it is told to. */
public final class KeptTasks extends ScheduledThreadPoolExecutor implements AutoCloseable {

    private final List<Runnable> tasks = new ArrayList<>();

    public KeptTasks() {
        super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        tasks.add(task);
        return null;
    }

    /** Those that are to be done, the oldest first. */
    public List<Runnable> tasks() {
        return tasks;
    }

    /** Does what is to be done now, and not what comes of it. */
    public void runAll() {
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    @Override
    public void close() {
        shutdownNow();
    }
}
