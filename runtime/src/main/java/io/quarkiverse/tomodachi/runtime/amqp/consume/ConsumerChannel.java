package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;

/**
 * A channel with one consumer. Outcomes are written in order on a thread of their own choosing; those that come when the
 * channel has ended are dropped, since the broker gives their messages to somebody else then.
 * <p>
 * A message that shall come again later is held unacknowledged until then and takes one of the places of the prefetch. Brokers
 * close the channel of a consumer that holds a message for too long, RabbitMQ after 30 minutes unless it is told otherwise;
 * hence the limit.
 */
final class ConsumerChannel {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** How long a message may be held. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final Channel channel;
    private final Attempts attempts;
    private final ScheduledExecutorService executor;
    private final Serial writes;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final Map<Long, CompletableFuture<Future<?>>> waiting = new ConcurrentHashMap<>();
    private volatile String consumerTag;
    private volatile boolean retired;

    ConsumerChannel(Connection connection, ScheduledExecutorService executor, Attempts attempts) throws IOException {
        this.executor = executor;
        this.attempts = attempts;
        this.writes = new Serial(executor);
        try {
            channel = connection.createChannel();
        } catch (ShutdownSignalException e) {
            throw BrokerFailures.asIOException(e);
        }
        if (channel == null) {
            throw new IOException("the connection has no channel left");
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    Attempts attempts() {
        return attempts;
    }

    void declare(QueueTopology topology) throws IOException {
        topology.declare(channel);
    }

    /** Begins to consume. The listener is called on threads of the executor, for one delivery at a time. */
    void consume(ConsumerSettings settings, Listener listener) throws IOException {
        try {
            channel.basicQos(settings.prefetch());
            consumerTag = channel.basicConsume(settings.topology().queue(), false, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
                    unsettled.incrementAndGet();
                    listener.delivered(new AmqpDelivery(ConsumerChannel.this, settings, envelope, properties, body));
                }

                @Override
                public void handleCancel(String tag) {
                    consumerTag = null;
                    listener.lost(ConsumerChannel.this, "the broker cancelled the consumer; the queue may have been deleted");
                }

                @Override
                public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
                    listener.lost(ConsumerChannel.this, BrokerFailures.reason(signal));
                }
            });
        } catch (ShutdownSignalException e) {
            throw BrokerFailures.asIOException(e);
        }
    }

    /** Tells the broker to send nothing more, and waits for its answer. */
    void cancel() {
        String tag = consumerTag;
        consumerTag = null;
        if (tag != null) {
            try {
                channel.basicCancel(tag);
            } catch (IOException | ShutdownSignalException e) {
                LOG.debugf("A consumer had ended before it was cancelled: %s", BrokerFailures.reason(e));
            }
        }
    }

    CompletionStage<Void> acknowledge(long tag) {
        return settle(() -> channel.basicAck(tag, false));
    }

    CompletionStage<Void> reject(long tag) {
        return settle(() -> channel.basicReject(tag, false));
    }

    /**
     * Holds the message for the delay, which is no longer than {@link #LONGEST_DELAY}, and gives it back to the queue
     * then, or as soon as this is retired.
     */
    CompletionStage<Void> requeue(long tag, Duration delay) {
        long millis = delay.toMillis();
        if (retired || millis <= 0) {
            return requeue(tag);
        }
        // known before the timer begins, which may end at once
        CompletableFuture<Future<?>> timer = new CompletableFuture<>();
        waiting.put(tag, timer);
        boolean ended = false;
        try {
            timer.complete(executor.schedule(() -> requeueWaiting(tag), millis, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            ended = true;
        }
        if (retired || ended) {
            requeueWaiting(tag);
        }
        return CompletableFuture.completedStage(null);
    }

    private void requeueWaiting(long tag) {
        CompletableFuture<Future<?>> timer = waiting.remove(tag);
        if (timer != null) {
            timer.thenAccept(begun -> begun.cancel(false));
            requeue(tag);
        }
    }

    private CompletionStage<Void> requeue(long tag) {
        return settle(() -> channel.basicNack(tag, false, true));
    }

    /** Nothing new comes from here; closes when the last message has its outcome. */
    void retire() {
        retired = true;
        waiting.keySet().forEach(this::requeueWaiting);
        writes.execute(this::closeIfDone);
    }

    /** Completes when the outcomes told so far are written. */
    CompletionStage<Void> flush() {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        writes.execute(() -> flushed.complete(null));
        return flushed;
    }

    private CompletionStage<Void> settle(Write outcome) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        writes.execute(() -> {
            try {
                outcome.run();
            } catch (IOException | ShutdownSignalException e) {
                LOG.debugf("The outcome of a message was dropped, the broker delivers it again: %s",
                        BrokerFailures.reason(e));
            } finally {
                unsettled.decrementAndGet();
                closeIfDone();
                written.complete(null);
            }
        });
        return written;
    }

    private void closeIfDone() {
        if (retired && unsettled.get() == 0 && channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                LOG.debugf("A channel had ended before it was closed: %s", BrokerFailures.reason(e));
            }
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    /** Told what comes from the broker. */
    interface Listener {

        void delivered(AmqpDelivery delivery);

        /** The consumer is no more, though messages of it may still want their outcome. */
        void lost(ConsumerChannel channel, String reason);
    }
}
