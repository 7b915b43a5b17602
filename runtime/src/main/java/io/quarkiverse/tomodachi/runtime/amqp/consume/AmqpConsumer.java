package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.topology.TopologyException;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/**
 * The consumer of one handler. While it is subscribed to, by one subscriber at a time, it keeps exactly one consumer on the
 * broker: after any loss it declares what it needs and consumes again, as often as it takes.
 */
final class AmqpConsumer implements Publisher<Message<?>> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final String name;
    private final ConsumerSettings settings;
    private final ConsumerLog log;
    private final BrokerConnection connection;
    private final TransportExecutors executors;
    private final FailedMessages failed;
    private final Serial control;
    private final Attempts attempts;
    private final Set<ConsumerChannel> channels = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();

    private final ConsumerCondition condition = new ConsumerCondition();
    private volatile DeliveryStream stream;
    private ConsumerChannel channel;
    private volatile String lastProblem;

    /**
     * @param name the name of the reactive messaging channel that it brings messages to
     * @param backoff the pauses between attempts where it is not the connection that is missing
     */
    AmqpConsumer(String name, ConsumerSettings settings, BrokerConnection connection, TransportExecutors executors,
            FailedMessages failed, Backoff backoff) {
        this.name = name;
        this.settings = settings;
        this.log = new ConsumerLog(settings);
        this.connection = connection;
        this.executors = executors;
        this.failed = failed;
        this.control = new Serial(executors.waits());
        this.attempts = new Attempts(executors.tasks(), control, backoff);
        connection.whenOpened(attempts::connected);
    }

    String channel() {
        return name;
    }

    ConsumerSettings settings() {
        return settings;
    }

    /** Why it does not receive, for those who watch the application's health; nothing if it does. */
    Optional<String> problem() {
        return condition.problem();
    }

    /** Declares what the handler needs, before anybody subscribes; blocks. What the broker refuses is tried again later. */
    void declare(Connection open) {
        try {
            channel = prepare(open);
        } catch (IOException e) {
            condition.recovering();
            report(e);
        }
    }

    @Override
    public void subscribe(Subscriber<? super Message<?>> subscriber) {
        DeliveryStream fresh = new DeliveryStream(subscriber, left -> control.execute(() -> end(left)));
        synchronized (this) {
            if (isSubscribed()) {
                refuse(subscriber);
                return;
            }
            stream = fresh;
        }
        subscriber.onSubscribe(fresh);
        control.execute(() -> begin(fresh));
    }

    private void refuse(Subscriber<? super Message<?>> subscriber) {
        DeliveryStream empty = new DeliveryStream(subscriber, DeliveryStream::left);
        empty.cancel();
        subscriber.onSubscribe(empty);
        subscriber.onError(new IllegalStateException("The messages of @Amqp handler " + settings.handler()
                + " have a subscriber already"));
    }

    private boolean isSubscribed() {
        DeliveryStream last = stream;
        return last != null && !last.isCancelled();
    }

    /** Completes when the first attempt to consume, if there is a subscriber, has succeeded or failed; then others follow. */
    CompletionStage<Void> begun() {
        return isSubscribed() ? firstAttempt : CompletableFuture.completedStage(null);
    }

    /** Completes, after the subscriber left, when nothing more is passed on. */
    CompletionStage<Void> ended() {
        DeliveryStream last = stream;
        return last == null ? CompletableFuture.completedStage(null) : last.drained();
    }

    /** Completes when outcomes told so far are written. */
    CompletionStage<Void> flush() {
        return CompletableFuture.allOf(channels.stream().map(open -> open.flush().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /**
     * Declares again what the handler needs, unless that is about to be done anyway; completes when it is done.
     *
     * @param over not the channel of the consumer, which a refusal would close
     */
    CompletionStage<Void> keepTopology(TopologyChannel over) {
        return connection.open().thenAcceptAsync(open -> {
            if (!isSubscribed() || channel != null) {
                declareAgain(open, over);
            }
        }, control);
    }

    private void declareAgain(Connection open, TopologyChannel over) {
        try {
            over.declare(open, settings.topology());
            lastProblem = null;
        } catch (TopologyException e) {
            log.undeclared(!e.getMessage().equals(lastProblem), e.getMessage());
            lastProblem = e.getMessage();
        } catch (IOException e) {
            LogEvent.of(LOG, Level.DEBUG, "The queue of %s could not be declared again: %s", settings.handler(),
                    BrokerFailures.reason(e)).write();
        }
    }

    private void begin(DeliveryStream to) {
        condition.begin();
        resume(to);
    }

    private void lost(ConsumerChannel which, DeliveryStream of, Exception cause) {
        control.execute(() -> {
            if (which != channel || of.isCancelled()) {
                return;
            }
            String reason = BrokerFailures.reason(cause);
            attempts.lost();
            condition.because(reason);
            retry(of, cause);
            // the loss of the connection has been told already, once for all consumers
            log.lost(BrokerFailures.isOfConnection(cause) ? Level.DEBUG : Level.WARN, reason);
        });
    }

    /** @param to whom for: attempts for an earlier subscriber may still be under way */
    private void resume(DeliveryStream to) {
        if (!to.isCancelled()) {
            connection.open().whenCompleteAsync((open, failure) -> {
                if (failure == null) {
                    consume(open, to);
                } else if (failure instanceof CancellationException) {
                    firstAttempt.complete(null);
                } else {
                    retry(to, failure);
                    log.failed(failure);
                }
            }, control);
        }
    }

    private void consume(Connection open, DeliveryStream to) {
        if (to.isCancelled()) {
            return;
        }
        try {
            if (channel == null || !channel.isOpen()) {
                channel = prepare(open);
            }
            attempts.begin();
            channel.consume(settings, new Receiving(to));
            consuming();
        } catch (IOException e) {
            retry(to, e);
            report(e);
        } catch (RuntimeException | Error e) {
            retry(to, e);
            report(new IOException(e));
        } finally {
            firstAttempt.complete(null);
        }
    }

    private ConsumerChannel prepare(Connection open) throws IOException {
        ConsumerChannel fresh = new ConsumerChannel(open, executors, failed);
        fresh.declare(settings.topology());
        channels.removeIf(old -> !old.isOpen());
        channels.add(fresh);
        log.declared(open);
        return fresh;
    }

    private void consuming() {
        if (condition.consuming()) {
            log.again();
        }
        lastProblem = null;
    }

    /** Before anything else is done about the failure, which may need more memory than there is: nobody else tries again. */
    private void retry(DeliveryStream to, Throwable failure) {
        condition.recovering();
        try {
            attempts.again(failure, () -> resume(to));
        } finally {
            leave(to);
        }
    }

    /** Its channel may have begun to consume before it failed. */
    private void leave(DeliveryStream to) {
        ConsumerChannel last = channel;
        channel = null;
        if (last != null) {
            try {
                last.leave();
            } finally {
                to.forgetLost();
            }
        }
    }

    /** What the broker refuses is told once, not with each attempt. */
    private void report(IOException failure) {
        boolean refused = failure instanceof TopologyException;
        String problem = refused ? failure.getMessage() : BrokerFailures.reason(failure);
        condition.because(problem);
        boolean fresh = !problem.equals(lastProblem);
        if (refused) {
            log.refused(fresh, problem);
        } else {
            log.unavailable(fresh, problem);
        }
        lastProblem = problem;
    }

    private void end(DeliveryStream left) {
        condition.cancelled();
        try {
            leave(left);
        } finally {
            firstAttempt.complete(null);
            left.left();
        }
    }

    /** What comes for one subscriber; what comes late must not go to the next. */
    private final class Receiving implements ConsumerChannel.Listener {

        private final DeliveryStream to;

        Receiving(DeliveryStream to) {
            this.to = to;
        }

        @Override
        public void delivered(AmqpDelivery delivery) {
            to.offer(delivery);
        }

        @Override
        public void lost(ConsumerChannel channel, Exception cause) {
            AmqpConsumer.this.lost(channel, to, cause);
        }
    }
}
