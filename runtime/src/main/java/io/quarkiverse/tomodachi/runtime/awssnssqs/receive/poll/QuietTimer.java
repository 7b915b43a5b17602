package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Runs what is to be done later, and nothing any more after the end of the executor, when there is nothing to do. */
public record QuietTimer(ScheduledExecutorService executor) {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    public void schedule(Runnable task, long nanos) {
        try {
            executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LogEvent.of(LOG, Level.DEBUG, "The timer has ended").because(e).write();
        }
    }
}
