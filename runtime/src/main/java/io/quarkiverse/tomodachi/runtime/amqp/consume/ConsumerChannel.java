package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Channels;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Serial;
import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Refusals;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/**
 * A channel with one consumer. Outcomes are written in order on a thread of their own choosing; those that come when the
 * channel has ended are dropped, since the broker gives their messages to somebody else then.
 * <p>
 * A message that could not be passed on to a retry queue is held unacknowledged for some seconds before it is given back, and
 * takes one of the places of the prefetch meanwhile.
 */
final class ConsumerChannel {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final Duration SHORTEST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

    private final Channel channel;
    private final FailedMessages failed;
    private final ScheduledExecutorService executor;
    private final Serial writes;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final AcknowledgementTimer timer;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final Map<Long, CompletableFuture<Future<?>>> waiting = new ConcurrentHashMap<>();
    private volatile String consumerTag;
    private volatile boolean retired;
    /** Known to those who write. */
    private boolean closed;

    ConsumerChannel(Connection connection, ScheduledExecutorService executor, FailedMessages failed) throws IOException {
        this.executor = executor;
        this.failed = failed;
        this.writes = new Serial(executor);
        this.timer = new AcknowledgementTimer(executor, () -> writes.execute(this::writeAcknowledgements));
        this.channel = Channels.open(connection);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** What fails leaves no channel behind: the broker closes it when it refuses, but not when it gives no answer in time. */
    void declare(QueueTopology topology) throws IOException {
        try {
            topology.declare(channel);
        } catch (IOException | RuntimeException e) {
            retire();
            throw e;
        }
    }

    /**
     * Begins to consume; to be called once. The listener is called on threads of the executor, for one delivery at a time. Of
     * the end of the channel it hears on the thread that knows of it, which it must not hold up: the client tells consumers on
     * the executor, and never if that takes long.
     */
    void consume(ConsumerSettings settings, Listener listener) throws IOException {
        Consumption how = settings.consumption();
        String queue = settings.topology().queue();
        try {
            timer.prefetch(how.prefetch());
            channel.addShutdownListener(signal -> ended(settings, listener, signal));
            channel.basicQos(how.prefetch());
            consumerTag = channel.basicConsume(queue, false, "", false, how.exclusive(), how.arguments(),
                    new Receiver(settings, listener));
        } catch (IOException | ShutdownSignalException e) {
            throw Refusals.explain(e, "The application consumes from queue '" + queue + "'" + (how.exclusive()
                    ? " exclusively, as one with competing = false does"
                    : ""),
                    how.exclusive() ? "Another instance with the same uuid may run; give each one its own"
                            + " quarkus.tomodachi.uuid, or none"
                            : "See what else uses the queue");
        }
    }

    private void ended(ConsumerSettings settings, Listener listener, ShutdownSignalException signal) {
        if (BrokerFailures.isAcknowledgementTimeout(signal)) {
            new ConsumerLog(settings).late(unsettled.get(), BrokerFailures.reason(signal));
        }
        listener.lost(this, signal);
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

    /** Written soon, and together with others that are told meanwhile. */
    CompletionStage<Void> acknowledge(long tag) {
        timer.added(acknowledgements.add(tag), unsettled.get());
        return Delivery.TOLD;
    }

    private void writeAcknowledgements() {
        timer.begin();
        int written = 0;
        try {
            written = acknowledgements.write(channel::basicAck);
        } catch (IOException | ShutdownSignalException e) {
            LOG.debugf("Acknowledgements were dropped, the broker delivers their messages again: %s",
                    BrokerFailures.reason(e));
        } finally {
            unsettled.addAndGet(-written);
            closeIfDone();
        }
    }

    CompletionStage<Void> reject(long tag) {
        return settle(tag, () -> channel.basicReject(tag, false));
    }

    /**
     * Back to the queue, for others or for later; no delivery that counts. A rejection is one for the limit of a quorum queue
     * in all versions of the broker, a nack not in all.
     */
    CompletionStage<Void> giveBack(long tag) {
        return settle(tag, () -> channel.basicNack(tag, false, true));
    }

    /**
     * Holds the message for the delay, but for some seconds at least and at most, and gives it back to the queue then, or as
     * soon as this is retired.
     */
    CompletionStage<Void> hold(long tag, Duration delay) {
        Duration least = delay.compareTo(SHORTEST_HOLD) < 0 ? SHORTEST_HOLD : delay;
        long millis = (least.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : least).toMillis();
        if (retired) {
            return giveBack(tag);
        }
        // known before the timer begins, which may end at once
        CompletableFuture<Future<?>> timer = new CompletableFuture<>();
        waiting.put(tag, timer);
        boolean held = true;
        try {
            timer.complete(executor.schedule(() -> giveBackWaiting(tag), millis, TimeUnit.MILLISECONDS));
        } catch (OutOfMemoryError e) {
            // there is no thread that could wait
            held = false;
        }
        if (retired || !held) {
            giveBackWaiting(tag);
        }
        return CompletableFuture.completedStage(null);
    }

    private void giveBackWaiting(long tag) {
        CompletableFuture<Future<?>> timer = waiting.remove(tag);
        if (timer != null) {
            timer.thenAccept(begun -> begun.cancel(false));
            giveBack(tag);
        }
    }

    /** Nothing new comes from here; closes when the last message has its outcome. */
    void retire() {
        retired = true;
        waiting.keySet().forEach(this::giveBackWaiting);
        writes.execute(this::writeAcknowledgements);
    }

    /** Completes when the outcomes told so far are written. */
    CompletionStage<Void> flush() {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        writes.execute(() -> {
            writeAcknowledgements();
            flushed.complete(null);
        });
        return flushed;
    }

    private CompletionStage<Void> settle(long tag, Write outcome) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        writes.execute(() -> {
            try {
                outcome.run();
                acknowledgements.skip(tag);
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
        if (retired && !closed && unsettled.get() == 0) {
            closed = true;
            Channels.close(channel);
        }
    }

    /** Hands on what the broker sends. */
    private final class Receiver extends DefaultConsumer {

        private final ConsumerSettings settings;
        private final Listener listener;

        Receiver(ConsumerSettings settings, Listener listener) {
            super(channel);
            this.settings = settings;
            this.listener = listener;
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body) {
            unsettled.incrementAndGet();
            ReceivedMessage received = ReceivedMessage.of(envelope, properties, body, settings.topology().queue(),
                    failed.ladder());
            listener.delivered(new AmqpDelivery(ConsumerChannel.this, envelope.getDeliveryTag(), settings, received, failed));
        }

        @Override
        public void handleCancel(String tag) {
            consumerTag = null;
            listener.lost(ConsumerChannel.this,
                    new IOException("the broker cancelled the consumer; the queue may have been deleted"));
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    /** Told what comes from the broker. */
    interface Listener {

        void delivered(AmqpDelivery delivery);

        /** The consumer is no more, though messages of it may still want their outcome. */
        void lost(ConsumerChannel channel, Exception cause);
    }
}
