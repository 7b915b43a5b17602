package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Refusals;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.message.DaemonThreads;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Sends what the application publishes, in the order of the calls. A thread of its own does it, since the client blocks when
 * the broker does not read; the event loop must not, and a full worker pool may itself be waiting for confirmations. So neither
 * the deadlines nor the outcomes need a worker.
 */
@Singleton
public class AmqpSender {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** How many messages go out together at most, so that the broker begins with the first ones soon. */
    private static final int LARGEST_BATCH = 64;

    /** How long the end waits for outcomes. */
    long stopNanos = TimeUnit.SECONDS.toNanos(10);

    private final BrokerConnection connection;
    private final Backlog backlog;
    private final ScheduledExecutorService timer = TransportThreads.single("tomodachi-amqp-deadlines");
    private final DaemonThreads threads = new DaemonThreads("tomodachi-amqp-publisher");
    private final OutcomePlaces outcomes = new OutcomePlaces(timer);
    private final UnderWay underWay = new UnderWay();
    private final BrokerRefusals refusals = new BrokerRefusals();
    private final Deadlines deadlines = new Deadlines(timer, underWay, this::giveUp);

    private ExecutorService thread;
    private boolean stopped;

    AmqpSender(BrokerConnections connections, AmqpConnectionConfig config) {
        this.connection = connections.publishing();
        this.backlog = Backlog.of(config);
    }

    /** An outcome that is told where this is called. */
    PublishOutcome outcome() {
        return outcomes.outcome();
    }

    /**
     * Sends a message that was received before on to somewhere else, its properties as they are. Once it was sent, it does not
     * fail because the broker takes long to confirm it: it would be sent once more each time.
     *
     * @param declaration what has to be there before, {@code null} for nothing
     * @param timeout by when it has to be sent
     * @return completes when the broker has confirmed it, and fails otherwise; on a thread that must not be held up
     */
    public CompletionStage<Void> forward(String exchange, String routingKey, Declaration declaration,
            BasicProperties properties, byte[] body, Duration timeout) {
        PublishOutcome outcome = new PublishOutcome(OutcomePlace.HERE, null);
        send(new Publication(new Publication.Target(exchange, routingKey, true, declaration),
                new Publication.Content(properties, false, body), timeout, true, outcome));
        return outcome.stage();
    }

    /** Sends it if there is room. Threads that may block wait for that, up to the deadline of the message. */
    void sendWithinLimits(Publication publication) {
        try {
            if (publication.enter(backlog, Infrastructure.canCallerThreadBeBlocked())) {
                send(publication);
            } else {
                String problem = connection.isOpen() && connection.blocked() == null ? "" : "; " + connection.problem();
                publication.fail(Reason.NOT_SENT, "was not sent: " + backlog + problem, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            publication.fail(Reason.NOT_SENT, "was not sent: the thread was interrupted", e);
        }
    }

    void send(Publication publication) {
        underWay.add(publication);
        deadlines.watch();
        if (underWay.claim()) {
            try {
                thread().execute(this::transmitAll);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                underWay.release();
                refuseAll(e instanceof Error ? "there is no thread to send it" : "the application is stopping");
            }
        }
    }

    private void refuseAll(String reason) {
        for (Publication next = underWay.take(); next != null; next = underWay.take()) {
            next.fail(Reason.NOT_SENT, "was not sent: " + reason, null);
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
        long deadline = System.nanoTime() + stopNanos;
        try {
            while (underWay.isBusy() && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Publication> left = underWay.unfinished(publication -> true);
        if (!left.isEmpty()) {
            LogEvent.of(LOG, Level.ERROR, "%d messages were not confirmed by the broker before the application stopped",
                    left.size()).with("event", "publishes-unconfirmed").with("transport", "amqp")
                    .with("messages", left.size()).with("reason", "the application stopped").write();
            left.forEach(AmqpSender::leave);
        }
        connection.close();
        last.shutdownNow();
    }

    private static void leave(Publication publication) {
        if (publication.giveUp()) {
            publication.fail(Reason.NOT_SENT, "was not sent before the application stopped", null);
        } else {
            publication.fail(Reason.UNCONFIRMED, "was not confirmed before the application stopped", null);
        }
    }

    private synchronized ExecutorService thread() {
        if (stopped) {
            throw new RejectedExecutionException();
        }
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(threads);
        }
        return thread;
    }

    private void transmitAll() {
        try {
            do {
                transmitWaiting();
                while (!deadlines.watch() && underWay.isAnyUnanswered()) {
                    deadlines.lookHere();
                    transmitWaiting();
                }
                underWay.release();
            } while (underWay.isAnyWaiting() && underWay.claim());
        } catch (RuntimeException | Error e) {
            // or nothing would be sent any more
            underWay.release();
            throw e;
        }
    }

    private void transmitWaiting() {
        int written = 0;
        for (Publication next = underWay.next(); next != null; next = underWay.next()) {
            deadlines.watch();
            if (written++ == LARGEST_BATCH || connection.blocked() != null) {
                flush();
                written = 1;
            }
            transmit(next);
        }
        flush();
    }

    private void flush() {
        PublishingChannel open = underWay.channel();
        if (open != null) {
            open.flush();
        }
    }

    private void transmit(Publication publication) {
        NextConnection next = null;
        boolean again = true;
        while (again && !publication.isDone()) {
            again = false;
            try {
                connection.awaitUnblocked(publication.remainingNanos());
                publish(publication);
            } catch (IOException | ShutdownSignalException e) {
                next = next == null ? new NextConnection(connection) : next;
                again = next.takes(publication, e);
                if (!again) {
                    publication.failToSend(Refusals.reason(e), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                publication.failToSend("the application is stopping", e);
            } catch (TimeoutException e) {
                publication.fail(Reason.NOT_SENT, "was not sent in " + publication.timeout() + ": " + connection.problem(), e);
            } catch (RuntimeException | Error e) {
                publication.failToSend(e.toString(), e);
            }
        }
    }

    private void publish(Publication publication) throws InterruptedException, TimeoutException, IOException {
        // first, as the one before it may have ended for what is forbidden
        PublishingChannel open = channel(publication);
        String refusal = refusals.exchanges().refusal(publication.target());
        if (refusal != null) {
            publication.fail(Reason.NOT_SENT, "was not sent: " + refusal, null);
        } else if (refusals.exchanges().contain(publication.target().exchange())) {
            open.settle();
            publishApart(publication);
        } else {
            open.publish(publication);
        }
    }

    /** After all that was published before, and before all that follows, as over one channel. */
    private void publishApart(Publication publication) throws InterruptedException, TimeoutException, IOException {
        PublishingChannel channel = underWay.apart().next(connect(publication), refusals);
        channel.publish(publication);
        if (channel.settle() && publication.isSent()) {
            refusals.exchanges().taken(publication.target().exchange());
        }
    }

    private PublishingChannel channel(Publication publication) throws InterruptedException, TimeoutException, IOException {
        PublishingChannel open = underWay.channel();
        if (open == null || !open.isOpen()) {
            if (open != null) {
                open.leave();
            }
            open = new PublishingChannel(connect(publication), refusals);
            underWay.channel(open);
        }
        return open;
    }

    private Connection connect(Publication publication) throws InterruptedException, TimeoutException, IOException {
        try {
            return connection.open().get(Math.max(publication.remainingNanos(), 0), TimeUnit.NANOSECONDS);
        } catch (CancellationException e) {
            throw new IOException("the application is stopping", e);
        } catch (ExecutionException e) {
            throw new IOException(BrokerFailures.reason(e), e);
        }
    }

    private void giveUp(Publication publication) {
        if (publication.giveUp()) {
            publication.fail(Reason.NOT_SENT, "was not sent in " + publication.timeout() + ": " + connection.problem(), null);
        } else if (publication.isOverdue()) {
            publication.fail(Reason.UNCONFIRMED, "was not confirmed in " + publication.timeout()
                    + "; it may have arrived or not" + blocked(), null);
        }
    }

    private String blocked() {
        String blocked = connection.blocked();
        return blocked == null ? "" : ", " + blocked;
    }
}
