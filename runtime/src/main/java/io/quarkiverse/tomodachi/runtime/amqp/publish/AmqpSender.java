package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
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

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

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

    /**
     * Sends a message that was received before on to somewhere else, its properties as they are.
     *
     * @param declaration what has to be there before, {@code null} for nothing
     * @return completes when the broker has confirmed it, and fails otherwise; on a thread that must not be held up
     */
    public CompletionStage<Void> forward(String exchange, String routingKey, Declaration declaration,
            BasicProperties properties, byte[] body, Duration timeout) {
        PublishOutcome outcome = new PublishOutcome(Runnable::run);
        send(new Publication(new Publication.Target(exchange, routingKey, true, declaration),
                new Publication.Content(properties, false, body), timeout, outcome));
        return outcome.stage();
    }

    void send(Publication publication) {
        unfinished.add(publication);
        watch();
        try {
            thread().execute(() -> transmit(publication));
        } catch (RejectedExecutionException e) {
            publication.fail(Reason.NOT_SENT, "was not sent: the application is stopping", null);
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
            left.forEach(publication -> publication.fail(Reason.UNCONFIRMED,
                    "was not confirmed before the application stopped", null));
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
            fail(publication, BrokerFailures.reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(publication, "the application is stopping", e);
        } catch (TimeoutException e) {
            publication.fail(Reason.NOT_SENT, "was not sent in " + publication.timeout() + ": " + connection.problem(), e);
        } catch (RuntimeException e) {
            fail(publication, e.toString(), e);
        }
    }

    /** The client may have written some of it before it failed. */
    private static void fail(Publication publication, String reason, Throwable cause) {
        if (publication.isSent()) {
            publication.fail(Reason.UNCONFIRMED, "may have been sent or not: " + reason, cause);
        } else {
            publication.fail(Reason.NOT_SENT, "was not sent: " + reason, cause);
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
                giveUp(publication);
            }
            return publication.isDone();
        });
        if (!unfinished.isEmpty()) {
            watch();
        }
    }

    private void giveUp(Publication publication) {
        if (publication.isSent()) {
            publication.fail(Reason.UNCONFIRMED, "was not confirmed in " + publication.timeout()
                    + "; it may have arrived or not" + blocked(), null);
        } else {
            publication.fail(Reason.NOT_SENT, "was not sent in " + publication.timeout() + ": " + connection.problem(), null);
        }
    }

    private String blocked() {
        String blocked = connection.blocked();
        return blocked == null ? "" : ", " + blocked;
    }
}
