package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;

/**
 * Tells outcomes to those who are not on a Vert.x context. One thread does, which is enough while they only take note; when
 * they block there, more threads come, since what they wait for may be the outcome that is told next.
 */
final class OutcomeThreads implements OutcomePlace {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final long STUCK_MILLIS = 100;

    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor threads;
    private final Queue<PublishOutcome> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean watching = new AtomicBoolean();

    OutcomeThreads(ScheduledExecutorService timer) {
        this.timer = timer;
        this.threads = new ThreadPoolExecutor(1, Integer.MAX_VALUE, TransportThreads.IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), TransportThreads.daemons("tomodachi-amqp-outcomes"));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void tell(PublishOutcome outcome) {
        waiting.add(outcome);
        ask();
    }

    @Override
    public void tell(List<PublishOutcome> outcomes) {
        waiting.addAll(outcomes);
        ask();
    }

    private void ask() {
        if (asked.compareAndSet(false, true)) {
            try {
                threads.execute(this::tellWaiting);
            } catch (OutOfMemoryError e) {
                asked.set(false);
                LOG.error("There is no thread to tell the outcomes of publishes; it is tried again", e);
            }
        }
        watch();
    }

    private void tellWaiting() {
        // from here on others are asked again: this thread may not come back from one of those it tells
        asked.set(false);
        for (PublishOutcome outcome = waiting.poll(); outcome != null; outcome = waiting.poll()) {
            begun.incrementAndGet();
            try {
                outcome.run();
            } catch (RuntimeException | Error e) {
                LOG.error("The outcome of a publish could not be told", e);
            }
        }
    }

    private void watch() {
        if (watching.compareAndSet(false, true)) {
            long before = begun.get();
            timer.schedule(() -> look(before), STUCK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look(long before) {
        watching.set(false);
        if (waiting.isEmpty()) {
            threads.setCorePoolSize(1);
            return;
        }
        if (begun.get() == before) {
            int more = threads.getCorePoolSize();
            threads.setCorePoolSize(2 * more);
            for (int i = 0; i < more; i++) {
                threads.execute(this::tellWaiting);
            }
        }
        watch();
    }
}
