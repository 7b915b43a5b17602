package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;

/**
 * Sends what the application publishes, in the order of the calls. A thread of its own does it, since the client blocks when
 * the broker does not read; the event loop must not, and a full worker pool may itself be waiting for confirmations. So neither
 * the deadlines nor the outcomes need a worker.
 */
@Singleton
public class AmqpSender {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final long WATCH_MILLIS = 100;
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final BrokerConnection connection;
    private final ScheduledExecutorService timer = TransportThreads.single("tomodachi-amqp-deadlines");
    private final OutcomeThreads outcomes = new OutcomeThreads(timer);
    private final Queue<Publication> unfinished = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    private ExecutorService thread;
    private boolean stopped;
    /** Used by the sending thread. */
    private PublishingChannel channel;

    AmqpSender(BrokerConnections connections) {
        this.connection = connections.publishing();
    }

    /** Where callers that are not on a Vert.x context get their outcomes. */
    public Executor outcomes() {
        return outcomes;
    }

    public void send(Publication publication) {
        unfinished.add(publication);
        watch();
        try {
            thread().execute(() -> transmit(publication));
        } catch (RejectedExecutionException e) {
            publication.fail("was not sent: the application is stopping", null);
        }
    }

    /** Waits for what is under way, then closes the connection; blocks. */
    @PreDestroy
    public void stop() {
        ExecutorService last;
        synchronized (this) {
            stopped = true;
            last = thread;
            thread = null;
        }
        if (last == null) {
            return;
        }
        last.shutdown();
        long deadline = System.nanoTime() + STOP_NANOS;
        try {
            while (unfinished.stream().anyMatch(publication -> !publication.isDone()) && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Publication> left = unfinished.stream().filter(publication -> !publication.isDone()).toList();
        if (!left.isEmpty()) {
            LOG.errorf("%d messages were not confirmed by the broker before the application stopped", left.size());
            left.forEach(publication -> publication.fail("was not confirmed before the application stopped", null));
        }
        connection.close();
        last.shutdownNow();
    }

    private synchronized ExecutorService thread() {
        if (stopped) {
            throw new RejectedExecutionException();
        }
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(task -> {
                Thread sending = new Thread(task, "tomodachi-amqp-publisher");
                sending.setDaemon(true);
                return sending;
            });
        }
        return thread;
    }

    private void transmit(Publication publication) {
        if (publication.isDone()) {
            return;
        }
        try {
            connection.awaitUnblocked(publication.remainingNanos());
            if (channel == null || !channel.isOpen()) {
                channel = new PublishingChannel(connect(publication));
            }
            channel.publish(publication);
        } catch (IOException | ShutdownSignalException e) {
            publication.fail("was not sent: " + BrokerFailures.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            publication.fail("was not sent: the application is stopping", e);
        } catch (TimeoutException e) {
            publication.fail("was not sent in " + publication.timeout() + ": " + connection.problem(), e);
        } catch (RuntimeException e) {
            publication.fail("was not sent: " + e, e);
        }
    }

    private Connection connect(Publication publication) throws InterruptedException, TimeoutException, IOException {
        try {
            return connection.open().get(Math.max(publication.remainingNanos(), 0), TimeUnit.NANOSECONDS);
        } catch (CancellationException | ExecutionException e) {
            throw new IOException("the application is stopping", e);
        }
    }

    /** Looks for publications past their deadline for as long as there are any at all. */
    private void watch() {
        if (watching.compareAndSet(false, true)) {
            timer.schedule(this::expire, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void expire() {
        watching.set(false);
        unfinished.removeIf(publication -> {
            if (!publication.isDone() && publication.remainingNanos() < 0) {
                publication.fail(publication.isSent()
                        ? "was not confirmed in " + publication.timeout() + "; it may have arrived or not" + blocked()
                        : "was not sent in " + publication.timeout() + ": " + connection.problem(), null);
            }
            return publication.isDone();
        });
        if (!unfinished.isEmpty()) {
            watch();
        }
    }

    private String blocked() {
        String blocked = connection.blocked();
        return blocked == null ? "" : ", " + blocked;
    }
}
