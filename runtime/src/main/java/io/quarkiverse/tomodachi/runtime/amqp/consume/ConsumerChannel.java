package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Refusals;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/**
 * A channel with one consumer. Outcomes are written in order on a thread of their own choosing; those that come when the
 * channel has ended are dropped, since the broker gives their messages to somebody else then.
 */
final class ConsumerChannel {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Channel channel;
    private final FailedMessages failed;
    private final Serial writes;
    private final Serial control;
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final AcknowledgementTimer timer;
    private final AtomicInteger unsettled = new AtomicInteger();
    private final HeldMessages held;
    private volatile String consumerTag;
    private volatile boolean retired;
    /** Whether the broker has cancelled the consumer, and why, as soon as that is known. */
    private volatile boolean cancelled;
    private volatile Cancellation cancellation;
    private volatile boolean returned;
    /** Known to those who write. */
    private boolean closed;

    ConsumerChannel(Connection connection, TransportExecutors executors, FailedMessages failed) throws IOException {
        this.failed = failed;
        this.writes = new Serial(executors.tasks());
        this.control = new Serial(executors.waits());
        this.held = new HeldMessages(executors.tasks(), this::giveBack);
        this.timer = new AcknowledgementTimer(executors.tasks(), () -> writes.execute(this::writeAcknowledgements));
        this.channel = Channels.open(connection);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether the broker waits for no outcome any more, and others get the messages. */
    boolean isLost() {
        Cancellation known = cancellation;
        return known == null ? !channel.isOpen() && !cancelled : !known.deleted();
    }

    /** Whether the broker is known to have the messages without an outcome, so that they must not come from here as well. */
    boolean hasReturned() {
        return returned;
    }

    /** What fails leaves no channel behind: the broker closes it when it refuses, but not when it gives no answer in time. */
    void declare(QueueTopology topology) throws IOException {
        try {
            topology.declare(channel);
        } catch (IOException | RuntimeException | Error e) {
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
            // what comes for a consumer that the broker has cancelled: it goes back when the channel is closed
            channel.setDefaultConsumer(new DefaultConsumer(channel));
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
        if (cancelled) {
            // which is told when its channel is closed
            return;
        }
        returned = !signal.isHardError();
        if (BrokerFailures.isAcknowledgementTimeout(signal)) {
            new ConsumerLog(settings).late(unsettled.get(), BrokerFailures.reason(signal));
        }
        listener.lost(this, signal);
    }

    /**
     * Asks why, and closes the channel, which must not stay: RabbitMQ may serve a consumer of a quorum queue again that it has
     * cancelled, as soon as it was told all outcomes that it had waited for, and messages that the client does not expect end
     * the connection.
     */
    private void cancelled(ConsumerSettings settings, Listener listener) {
        Cancellation known = Cancellation.of(channel, settings.topology().queue());
        cancellation = known;
        returned = known.returned();
        int open = unsettled.get();
        if (returned && open > 0 && settings.topology().quorum()) {
            new ConsumerLog(settings).late(open, known.reason());
        }
        writes.execute(() -> {
            try {
                writeAcknowledgements();
            } finally {
                close();
                control.execute(() -> listener.lost(this, new IOException(known.reason())));
            }
        });
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
            } catch (RuntimeException | Error e) {
                // or what the broker goes on sending would be given back without end
                close();
                throw e;
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

    /** Gives the message back after the delay, see {@link HeldMessages#hold}. */
    CompletionStage<Void> hold(long tag, Duration delay) {
        return held.hold(tag, delay);
    }

    /** Nothing new comes from here; closes when the last message has its outcome. */
    void retire() {
        retired = true;
        held.end();
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
        if (retired && !closed && unsettled.get() == 0 && channel.isOpen()) {
            close();
        }
    }

    private void close() {
        closed = true;
        control.execute(() -> Channels.close(channel));
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
            long delivery = envelope.getDeliveryTag();
            try {
                ReceivedMessage received = ReceivedMessage.of(envelope, properties, body, settings.topology().queue(),
                        failed.ladder());
                listener.delivered(new AmqpDelivery(ConsumerChannel.this, delivery, settings, received, failed));
            } catch (RuntimeException | Error e) {
                // the client would close the channel, and all that came over it be delivered again
                hold(delivery, Delivery.UNTIL_UNTOLD_COMES_AGAIN);
                LOG.errorf(e, "A message of queue '%s' could not be taken; it is given back after some seconds",
                        settings.topology().queue());
            }
        }

        @Override
        public void handleCancel(String tag) {
            consumerTag = null;
            cancelled = true;
            control.execute(() -> cancelled(settings, listener));
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
