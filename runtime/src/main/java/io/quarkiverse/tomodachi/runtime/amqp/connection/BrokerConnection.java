package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition.State;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** One connection to the broker: opened when it is first asked for, and again after each loss, until it is closed. */
public final class BrokerConnection {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final int CLOSE_MILLIS = 5_000;

    /** A connection that lived this long was well; the delays of the next recovery begin from the smallest. */
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final BrokerClient client;
    private final String name;
    private final ScheduledExecutorService executor;
    private final Backoff backoff;
    private final ConnectionLog log;
    private final FirstAttempts attempts = new FirstAttempts();
    private final ConnectionListeners listeners = new ConnectionListeners();

    private CompletableFuture<Connection> current;
    /** The last one that was opened. */
    private Connection opened;
    private Outage outage;
    private boolean lostOnce;
    private long openedAt;
    private volatile ConnectionCondition condition = ConnectionCondition.now(State.UNUSED, null);
    private volatile Blockage blockage = Blockage.none();
    private volatile Throwable lastFailure;
    private volatile boolean closed;

    BrokerConnection(BrokerClient client, String name, ScheduledExecutorService executor, Backoff backoff) {
        this.client = client;
        this.name = name;
        this.executor = executor;
        this.backoff = backoff;
        this.log = new ConnectionLog(name, client);
    }

    /**
     * Opens the connection, with further attempts if there is hope; blocks until then.
     *
     * @param limit how long to wait; 0 for one attempt only
     * @param patient whether to wait for further attempts at all
     * @param ending whether nobody needs the connection any more, which ends the wait
     * @throws BrokerUnavailableException if there is none in that time
     */
    public Connection connect(Duration limit, boolean patient, BooleanSupplier ending) throws InterruptedException {
        CompletableFuture<Connection> next = open();
        try {
            attempts.await(next, patient && limit.toMillis() > 0 ? limit.toNanos() : 0, ending);
        } catch (TimeoutException e) {
            throw unavailable();
        } catch (ExecutionException e) {
            throw client.unavailable(e.getCause());
        }
        return next.join();
    }

    /** The open connection, or the next one; attempts go on until there is one or this is closed. */
    public synchronized CompletableFuture<Connection> open() {
        if (closed) {
            return CompletableFuture.failedFuture(new CancellationException("The connection was closed"));
        }
        if (current == null || current.isDone() && !isOpen()) {
            CompletableFuture<Connection> next = new CompletableFuture<>();
            long delay = current == null ? 0 : delayAfterLoss();
            if (condition.state() != State.CONNECTING) {
                condition = ConnectionCondition.now(State.CONNECTING, null);
            }
            outage = new Outage(log);
            current = next;
            schedule(next, delay);
        }
        return current;
    }

    /** @param listener called whenever the connection was opened, first or anew; must not take long, nor fail */
    public void whenOpened(Runnable listener) {
        listeners.add(listener);
    }

    private long delayAfterLoss() {
        lostOnce = true;
        blockage.end();
        if (System.nanoTime() - openedAt > WELL_NANOS) {
            backoff.reset();
        }
        return backoff.next();
    }

    public synchronized boolean isOpen() {
        return current != null && current.isDone() && !current.isCompletedExceptionally() && current.join().isOpen();
    }

    /** How it is now. */
    public ConnectionCondition condition() {
        return condition;
    }

    /** Waits while the broker takes no messages. */
    public void awaitUnblocked(long nanos) throws InterruptedException, TimeoutException {
        blockage.await(nanos);
    }

    /** Why a message cannot be sent, in words. */
    public String problem() {
        String blocked = blocked();
        return blocked != null ? blocked : isOpen() ? "the broker does not read" : unavailable().getMessage();
    }

    /** That the broker takes no messages, in words; {@code null} if it does. */
    public String blocked() {
        String reason = blockage.reason();
        return reason == null ? null
                : "the AMQP broker at " + client + " takes no messages since "
                        + condition.since().truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
    }

    /** Why there is no connection. */
    public BrokerUnavailableException unavailable() {
        Throwable failure = lastFailure;
        return client.unavailable(failure == null ? new TimeoutException() : failure);
    }

    public void close() {
        CompletableFuture<Connection> last;
        synchronized (this) {
            closed = true;
            last = current;
            condition = ConnectionCondition.now(State.CLOSED, null);
        }
        blockage.end();
        if (last == null || last.completeExceptionally(new CancellationException("The connection was closed"))
                || last.isCompletedExceptionally()) {
            return;
        }
        try {
            last.join().close(CLOSE_MILLIS);
        } catch (IOException | ShutdownSignalException e) {
            LogEvent.of(LOG, Level.DEBUG, "The connection '%s' had ended before it was closed: %s", name,
                    BrokerFailures.reason(e)).write();
        }
    }

    private void schedule(CompletableFuture<Connection> next, long delay) {
        try {
            executor.schedule(() -> attempt(next), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            next.completeExceptionally(new CancellationException("The application has ended"));
        } catch (OutOfMemoryError e) {
            // the task is kept, but there may be no thread for it for ever; whoever asks again has it tried again
            lastFailure = e;
            next.completeExceptionally(e);
        }
    }

    private void attempt(CompletableFuture<Connection> next) {
        if (closed) {
            next.completeExceptionally(new CancellationException("The connection was closed"));
        }
        if (next.isDone()) {
            return;
        }
        Connection fresh = null;
        try {
            fresh = client.connect(name);
            adopt(fresh, next);
        } catch (IOException | TimeoutException e) {
            failed(e, next);
        } catch (RuntimeException | Error e) {
            if (fresh != null && !next.isDone()) {
                fresh.abort(CLOSE_MILLIS);
            }
            failed(new IOException(e), next);
        }
    }

    private void failed(Exception failure, CompletableFuture<Connection> next) {
        lastFailure = failure;
        long delay = backoff.next();
        String reason = BrokerFailures.reason(failure);
        synchronized (this) {
            if (!closed) {
                condition = new ConnectionCondition(State.CONNECTING, condition.since(), reason);
            }
        }
        try {
            outage.failed(client.unavailable(failure), reason, delay);
        } finally {
            // nobody else would try again, whatever comes of the report, which may need more memory than there is
            attempts.failed(client.isHopeless(failure));
            schedule(next, delay);
        }
    }

    private void adopt(Connection connection, CompletableFuture<Connection> next) {
        synchronized (this) {
            if (closed) {
                connection.abort(CLOSE_MILLIS);
                return;
            }
            lastFailure = null;
            opened = connection;
            openedAt = System.nanoTime();
            condition = ConnectionCondition.now(State.OPEN, null);
            log.connected(connection);
            outage.ended(lostOnce);
        }
        connection.addBlockedListener(this::block, this::unblock);
        // before anybody has the connection, so that none is lost unnoticed, and heard after it is there for everybody
        connection.addShutdownListener(signal -> next.thenRun(() -> ended(connection, signal)));
        if (next.complete(connection)) {
            listeners.opened();
        } else {
            connection.abort(CLOSE_MILLIS);
        }
    }

    private synchronized void block(String reason) {
        if (closed) {
            return;
        }
        blockage.end();
        blockage = Blockage.of(reason);
        condition = ConnectionCondition.now(State.BLOCKED, reason);
        log.blocked(reason);
    }

    private synchronized void unblock() {
        blockage.end();
        if (condition.state() == State.BLOCKED) {
            condition = ConnectionCondition.now(State.OPEN, null);
            log.unblocked();
        }
    }

    /** Who uses the connection hears of its end sooner, so that there may be another one already. */
    private void ended(Connection which, ShutdownSignalException signal) {
        synchronized (this) {
            if (closed || signal.isInitiatedByApplication()) {
                return;
            }
            if (which == opened) {
                lastFailure = signal;
                condition = ConnectionCondition.now(State.CONNECTING, BrokerFailures.reason(signal));
            }
        }
        open();
        log.lost(which, BrokerFailures.reason(signal));
    }
}
