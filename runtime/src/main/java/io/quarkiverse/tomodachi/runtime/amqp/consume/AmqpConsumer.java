package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;
import io.quarkiverse.tomodachi.runtime.amqp.topology.TopologyException;

/**
 * The consumer of one handler. While it is subscribed to, it keeps exactly one consumer on the broker: after any loss it
 * declares what it needs and consumes again, as often as it takes.
 */
final class AmqpConsumer implements Publisher<Message<?>>, ConsumerChannel.Listener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** A consumer that lived this long was well; the delays of the next recovery begin from the smallest. */
    private static final long WELL_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Where a consumer stands. */
    enum State {
        IDLE,
        CONSUMING,
        RECOVERING,
        CANCELLED
    }

    private final ConsumerSettings settings;
    private final BrokerConnection connection;
    private final ScheduledExecutorService executor;
    private final FailedMessages failed;
    private final Serial control;
    private final Backoff backoff = new Backoff();
    private final Set<ConsumerChannel> channels = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    private volatile State state = State.IDLE;
    private volatile Instant since = Instant.now();
    private volatile String reason = "not begun yet";
    private volatile DeliveryStream stream;
    private ConsumerChannel channel;
    private long consumingSince;
    private volatile String lastProblem;

    AmqpConsumer(ConsumerSettings settings, BrokerConnection connection, ScheduledExecutorService executor,
            FailedMessages failed) {
        this.settings = settings;
        this.connection = connection;
        this.executor = executor;
        this.failed = failed;
        this.control = new Serial(executor);
    }

    ConsumerSettings settings() {
        return settings;
    }

    /** Why it does not receive, for those who watch the application's health; nothing if it does. */
    Optional<String> problem() {
        return state == State.CONSUMING ? Optional.empty()
                : Optional.of("does not receive since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + reason);
    }

    /** Declares what the handler needs, before anybody subscribes; blocks. What the broker refuses is tried again later. */
    void declare(Connection open) {
        try {
            channel = prepare(open);
        } catch (IOException e) {
            state = State.RECOVERING;
            report(e);
        }
    }

    @Override
    public void subscribe(Subscriber<? super Message<?>> subscriber) {
        DeliveryStream fresh = new DeliveryStream(subscriber, () -> control.execute(this::stopConsuming));
        synchronized (this) {
            if (stream != null) {
                fresh.cancel();
                subscriber.onSubscribe(fresh);
                subscriber.onError(new IllegalStateException("The messages of @Amqp handler " + settings.handler()
                        + " can be subscribed to once"));
                return;
            }
            stream = fresh;
        }
        subscriber.onSubscribe(fresh);
        control.execute(this::resume);
    }

    /** Completes when the first attempt to consume has succeeded or failed; after a failure others follow. */
    CompletionStage<Void> begun() {
        return firstAttempt;
    }

    /** Completes, after the subscriber left, when nothing more is passed on. */
    CompletionStage<Void> ended() {
        DeliveryStream last = stream;
        return last == null ? CompletableFuture.completedStage(null)
                : cancelled.thenCompose(ignored -> last.drained());
    }

    /** Completes when outcomes told so far are written. */
    CompletionStage<Void> flush() {
        return CompletableFuture.allOf(channels.stream().map(open -> open.flush().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public void delivered(AmqpDelivery delivery) {
        stream.offer(delivery);
    }

    @Override
    public void lost(ConsumerChannel which, String reason) {
        control.execute(() -> {
            if (which != channel || stream.isCancelled()) {
                return;
            }
            // the loss of the connection has been told already, once for all consumers
            LOG.logf(connection.isOpen() ? Level.WARN : Level.DEBUG,
                    "The consumer of %s on queue %s was lost: %s; it is being replaced", settings.handler(),
                    settings.topology().queue(), reason);
            if (System.nanoTime() - consumingSince > WELL_NANOS) {
                backoff.reset();
            }
            this.reason = reason;
            retry();
        });
    }

    private void resume() {
        if (!stream.isCancelled()) {
            connection.open().whenCompleteAsync((open, failure) -> {
                if (failure == null) {
                    consume(open);
                } else if (failure instanceof CancellationException) {
                    firstAttempt.complete(null);
                } else {
                    LOG.errorf(failure, "%s cannot consume", settings.handler());
                    retry();
                }
            }, control);
        }
    }

    private void consume(Connection open) {
        if (stream.isCancelled()) {
            return;
        }
        try {
            if (channel == null || !channel.isOpen()) {
                channel = prepare(open);
            }
            consumingSince = System.nanoTime();
            channel.consume(settings, this);
            consuming();
        } catch (IOException e) {
            report(e);
            retry();
        } catch (RuntimeException e) {
            // nobody else would try again
            report(new IOException(e));
            retry();
        } finally {
            firstAttempt.complete(null);
        }
    }

    private ConsumerChannel prepare(Connection open) throws IOException {
        ConsumerChannel fresh = new ConsumerChannel(open, executor, failed);
        fresh.declare(settings.topology());
        channels.removeIf(old -> !old.isOpen());
        channels.add(fresh);
        return fresh;
    }

    private void consuming() {
        if (state == State.RECOVERING) {
            LOG.infof("%s consumes from queue %s again", settings.handler(), settings.topology().queue());
        }
        state = State.CONSUMING;
        lastProblem = null;
    }

    private void retry() {
        if (state == State.CONSUMING) {
            since = Instant.now();
        }
        state = State.RECOVERING;
        if (channel != null) {
            channel.retire();
            channel = null;
            stream.forgetLost();
        }
        executor.schedule(() -> control.execute(this::resume), backoff.next(), TimeUnit.MILLISECONDS);
    }

    /** What the broker refuses is told once, not with each attempt. */
    private void report(IOException failure) {
        boolean refused = failure instanceof TopologyException;
        String problem = refused ? failure.getMessage() : BrokerFailures.reason(failure);
        reason = problem;
        if (problem.equals(lastProblem)) {
            LOG.debugf("%s cannot consume: %s", settings.handler(), problem);
        } else if (refused) {
            LOG.errorf("@Amqp handler %s cannot consume until this is settled; it goes on trying. %s", settings.handler(),
                    problem);
        } else {
            LOG.warnf("%s cannot consume yet: %s", settings.handler(), problem);
        }
        lastProblem = problem;
    }

    private void stopConsuming() {
        since = Instant.now();
        reason = "stopped";
        state = State.CANCELLED;
        if (channel != null) {
            channel.cancel();
            channel.retire();
        }
        cancelled.complete(null);
    }
}
