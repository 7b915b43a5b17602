package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** A message from a queue, and the channel on which the broker waits for its outcome. */
final class AmqpDelivery implements Delivery {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private static final String DELIVERY_COUNT = "x-delivery-count";

    private final ConsumerChannel channel;
    private final long tag;
    private final ConsumerSettings consumer;
    private final AmqpMessage message;
    private final int attempt;
    private final AtomicBoolean settled = new AtomicBoolean();

    AmqpDelivery(ConsumerChannel channel, ConsumerSettings consumer, Envelope envelope, BasicProperties properties,
            byte[] body) {
        this.channel = channel;
        this.tag = envelope.getDeliveryTag();
        this.consumer = consumer;
        this.message = new AmqpMessage(body, envelope.getExchange(), envelope.getRoutingKey(),
                envelope.isRedeliver(), properties.getContentType(), properties.getMessageId(),
                ReceivedHeaders.of(properties.getHeaders()));
        this.attempt = 1 + Math.max(earlierAsCounted(), message.redelivered() ? earlierAsRemembered() : 0);
    }

    private int earlierAsCounted() {
        return message.headers().get(DELIVERY_COUNT) instanceof Number earlier ? earlier.intValue() : 0;
    }

    private int earlierAsRemembered() {
        return Math.max(channel.attempts().of(identity()), 1);
    }

    private String identity() {
        return MessageIdentity.of(consumer.topology().queue(), message);
    }

    Message<Delivery> toMessage() {
        return Message.of(this, this::acknowledge, this::reject);
    }

    /** The key as the publisher gave it: without the prefix of the service, decoded. */
    String routingKey() {
        String key = AmqpNames.decode(message.routingKey());
        return key.startsWith(consumer.routingKeyPrefix()) ? key.substring(consumer.routingKeyPrefix().length()) : key;
    }

    @Override
    public Parsed open(MessageEnvelope envelope) throws Exception {
        return envelope.parseBytes(message.body());
    }

    @Override
    public AmqpMessage source() {
        return message;
    }

    @Override
    public Map<String, Object> attributes() {
        return message.headers();
    }

    /**
     * Quorum queues count deliveries. Of others it is only known whether there was one before, and this process remembers how
     * often it gave a message back; after a restart, or when another instance gets the message, that starts over with 2.
     */
    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public String origin() {
        String id = message.messageId();
        return "queue " + consumer.topology().queue() + ", routing key " + message.routingKey()
                + (id == null ? "" : ", message " + id);
    }

    @Override
    public CompletionStage<Void> acknowledge() {
        return isLastOutcome() ? channel.acknowledge(tag) : done();
    }

    /** A longer delay than the channel can hold the message for is cut, with a warning. */
    @Override
    public CompletionStage<Void> retry(Duration delay, Throwable reason) {
        if (!isFirstOutcome()) {
            return done();
        }
        channel.attempts().remember(identity(), attempt);
        if (delay.compareTo(ConsumerChannel.LONGEST_DELAY) <= 0) {
            return channel.requeue(tag, delay);
        }
        LOG.warnf("The next delivery follows after %s instead of %s, since brokers close the channel of a consumer that holds a"
                + " message for long [%s]", ConsumerChannel.LONGEST_DELAY, delay, origin());
        return channel.requeue(tag, ConsumerChannel.LONGEST_DELAY);
    }

    /** Back to the queue at once; nobody has seen it, so this was no attempt. */
    CompletionStage<Void> giveBack() {
        return isFirstOutcome() ? channel.requeue(tag, Duration.ZERO) : done();
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return false;
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        return isLastOutcome() ? channel.reject(tag) : done();
    }

    private boolean isLastOutcome() {
        boolean first = isFirstOutcome();
        if (first && message.redelivered()) {
            channel.attempts().forget(identity());
        }
        return first;
    }

    private boolean isFirstOutcome() {
        return settled.compareAndSet(false, true);
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
