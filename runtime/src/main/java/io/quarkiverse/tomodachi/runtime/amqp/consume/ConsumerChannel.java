package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

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
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** A channel with one consumer. */
final class ConsumerChannel {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Channel channel;
    private final FailedMessages failed;
    private final Serial control;
    private final ChannelOutcomes outcomes;
    private final HeldMessages held;
    private volatile String consumerTag;
    /** Whether the broker has cancelled the consumer, and why, as soon as that is known. */
    private volatile boolean cancelled;
    private volatile Cancellation cancellation;
    private volatile boolean returned;

    ConsumerChannel(Connection connection, TransportExecutors executors, FailedMessages failed) throws IOException {
        this.failed = failed;
        this.control = new Serial(executors.waits());
        this.channel = Channels.open(connection);
        this.outcomes = new ChannelOutcomes(channel, executors.tasks(), this::close);
        this.held = new HeldMessages(executors.tasks(), outcomes::giveBack);
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
        try {
            outcomes.prefetch(how.prefetch());
            channel.addShutdownListener(signal -> ended(settings, listener, signal));
            // what comes for a consumer that the broker has cancelled: it goes back when the channel is closed
            channel.setDefaultConsumer(new DefaultConsumer(channel));
            channel.basicQos(how.prefetch());
            consumerTag = channel.basicConsume(settings.topology().queue(), false, "", false, how.exclusive(), how.arguments(),
                    new Receiver(settings, listener));
        } catch (IOException | ShutdownSignalException e) {
            throw settings.refused(e);
        } catch (RuntimeException | Error e) {
            // whether there is a consumer now is not known, and what else is asked over the channel might wait for ever
            close();
            throw e;
        }
    }

    private void ended(ConsumerSettings settings, Listener listener, ShutdownSignalException signal) {
        if (cancelled) {
            // which is told when its channel is closed
            return;
        }
        returned = !signal.isHardError();
        if (BrokerFailures.isAcknowledgementTimeout(signal)) {
            new ConsumerLog(settings).late(outcomes.expected(), BrokerFailures.reason(signal));
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
        int open = outcomes.expected();
        if (returned && open > 0 && settings.topology().quorum()) {
            new ConsumerLog(settings).late(open, known.reason());
        }
        outcomes.endNow(() -> control.execute(() -> listener.lost(this, new IOException(known.reason()))));
    }

    /**
     * Tells the broker to send nothing more, and waits for its answer; closes when the last message has its outcome. One that
     * has ended, or never begun, is closed without asking.
     */
    void leave() {
        String tag = consumerTag;
        consumerTag = null;
        try {
            if (tag != null) {
                channel.basicCancel(tag);
            }
        } catch (IOException | ShutdownSignalException e) {
            LogEvent.of(LOG, Level.DEBUG, "A consumer had ended before it was cancelled: %s", BrokerFailures.reason(e)).write();
        } catch (RuntimeException | Error e) {
            // or what the broker goes on sending would be given back without end
            close();
            throw e;
        } finally {
            retire();
        }
    }

    /** Written soon, and together with others that are told meanwhile. */
    CompletionStage<Void> acknowledge(long tag) {
        outcomes.acknowledge(tag);
        return Delivery.TOLD;
    }

    CompletionStage<Void> reject(long tag) {
        return outcomes.reject(tag);
    }

    /** Back to the queue, see {@link ChannelOutcomes#giveBack}. */
    CompletionStage<Void> giveBack(long tag) {
        return outcomes.giveBack(tag);
    }

    /** Gives the message back after the delay, see {@link HeldMessages#hold}. */
    CompletionStage<Void> hold(long tag, Duration delay) {
        return held.hold(tag, delay);
    }

    /** Nothing new comes from here; closes when the last message has its outcome. */
    void retire() {
        held.end();
        outcomes.end();
    }

    /** Completes when the outcomes told so far are written. */
    CompletionStage<Void> flush() {
        return outcomes.flush();
    }

    private void close() {
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
            outcomes.expect();
            long delivery = envelope.getDeliveryTag();
            try {
                ReceivedMessage received = ReceivedMessage.of(envelope, properties, body, settings.topology().queue(),
                        failed.ladder());
                listener.delivered(new AmqpDelivery(ConsumerChannel.this, delivery, settings, received, failed));
            } catch (RuntimeException | Error e) {
                // the client would close the channel, and all that came over it be delivered again
                hold(delivery, Delivery.UNTIL_UNTOLD_COMES_AGAIN);
                new ConsumerLog(settings).untaken(e);
            }
        }

        @Override
        public void handleCancel(String tag) {
            consumerTag = null;
            cancelled = true;
            control.execute(() -> cancelled(settings, listener));
        }
    }

    /** Told what comes from the broker. */
    interface Listener {

        void delivered(AmqpDelivery delivery);

        /** The consumer is no more, though messages of it may still want their outcome. */
        void lost(ConsumerChannel channel, Exception cause);
    }
}
