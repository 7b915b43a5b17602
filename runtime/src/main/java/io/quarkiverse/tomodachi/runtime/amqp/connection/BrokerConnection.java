package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

/** One connection to the broker: opened when it is first asked for, and again when it is asked for after a loss. */
public final class BrokerConnection {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final int CLOSE_MILLIS = 5_000;

    private final BrokerClient client;
    private final String name;
    private final ScheduledExecutorService executor;

    private CompletableFuture<Connection> current;
    private volatile Throwable lastFailure;
    private volatile boolean closed;

    public BrokerConnection(BrokerClient client, String name, ScheduledExecutorService executor) {
        this.client = client;
        this.name = name;
        this.executor = executor;
    }

    /**
     * Opens the connection, with further attempts if there is hope; blocks until then.
     *
     * @throws BrokerUnavailableException if there is none in that time
     */
    public Connection connect(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Backoff backoff = new Backoff();
        while (true) {
            try {
                return adopt(attempt());
            } catch (IOException | TimeoutException e) {
                long delay = backoff.next();
                if (client.isHopeless(e) || System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay) > deadline) {
                    throw client.unavailable(e);
                }
                LOG.warnf("No connection to the AMQP broker at %s: %s; the start waits for it", client,
                        BrokerFailures.reason(e));
                Thread.sleep(delay);
            }
        }
    }

    /** The open connection, or the next one; attempts go on until there is one or this is closed. */
    public synchronized CompletableFuture<Connection> open() {
        if (closed) {
            return CompletableFuture.failedFuture(new CancellationException("The connection was closed"));
        }
        if (current == null || current.isDone() && !isOpen()) {
            CompletableFuture<Connection> next = new CompletableFuture<>();
            Backoff backoff = new Backoff();
            current = next;
            executor.execute(() -> attempt(next, backoff));
        }
        return current;
    }

    public synchronized boolean isOpen() {
        return current != null && current.isDone() && !current.isCompletedExceptionally() && current.join().isOpen();
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
        }
        if (last == null || last.completeExceptionally(new CancellationException("The connection was closed"))
                || last.isCompletedExceptionally()) {
            return;
        }
        try {
            last.join().close(CLOSE_MILLIS);
        } catch (IOException | ShutdownSignalException e) {
            LOG.debugf("The connection '%s' had ended before it was closed: %s", name, BrokerFailures.reason(e));
        }
    }

    private Connection attempt() throws IOException, TimeoutException {
        try {
            Connection connection = client.connect(name);
            connection.addShutdownListener(this::ended);
            lastFailure = null;
            LOG.debugf("Connection '%s' to the AMQP broker at %s is open", name, client);
            return connection;
        } catch (IOException | TimeoutException e) {
            lastFailure = e;
            throw e;
        }
    }

    private synchronized Connection adopt(Connection connection) {
        current = CompletableFuture.completedFuture(connection);
        return connection;
    }

    private void attempt(CompletableFuture<Connection> next, Backoff backoff) {
        if (closed) {
            next.completeExceptionally(new CancellationException("The connection was closed"));
            return;
        }
        try {
            Connection connection = attempt();
            if (!next.complete(connection)) {
                connection.abort(CLOSE_MILLIS);
            }
        } catch (IOException | TimeoutException e) {
            long delay = backoff.next();
            LOG.warnf("No connection to the AMQP broker at %s: %s; next attempt in %d ms", client, BrokerFailures.reason(e),
                    delay);
            executor.schedule(() -> attempt(next, backoff), delay, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            next.completeExceptionally(e);
        }
    }

    private void ended(ShutdownSignalException signal) {
        if (!signal.isInitiatedByApplication()) {
            lastFailure = signal;
            LOG.warnf("The connection '%s' to the AMQP broker at %s was lost: %s", name, client,
                    BrokerFailures.reason(signal));
        }
    }
}
