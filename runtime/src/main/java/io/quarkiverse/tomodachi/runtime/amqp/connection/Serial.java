package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Runs tasks one after another, in order, on the threads of an executor. */
public final class Serial implements Executor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    public Serial(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (pending.getAndIncrement() == 0) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // the application has ended, where what is left are acknowledgements and closings; or there is no thread, and
                // nobody else would ever run what follows
                run();
            }
        }
    }

    private void run() {
        do {
            try {
                tasks.remove().run();
            } catch (RuntimeException | Error e) {
                LogEvent.of(LOG, Level.ERROR, "A task of the AMQP transport failed").because(e).write();
            }
        } while (pending.decrementAndGet() != 0);
    }
}
