package io.quarkiverse.tomodachi.runtime.amqp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.microprofile.reactive.messaging.Message;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/** A message from a queue, and the channel on which the broker waits for its outcome. */
final class AmqpDelivery implements Delivery {

    private static final String DELIVERY_COUNT = "x-delivery-count";

    private final ConsumerChannel channel;
    private final long tag;
    private final ConsumerSettings consumer;
    private final AmqpMessage message;
    private final AtomicBoolean settled = new AtomicBoolean();

    AmqpDelivery(ConsumerChannel channel, ConsumerSettings consumer, Envelope envelope, BasicProperties properties,
            byte[] body) {
        this.channel = channel;
        this.tag = envelope.getDeliveryTag();
        this.consumer = consumer;
        this.message = new AmqpMessage(body, envelope.getExchange(), envelope.getRoutingKey(),
                envelope.isRedeliver(), properties.getContentType(), properties.getMessageId(),
                ReceivedHeaders.of(properties.getHeaders()));
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
    public String payload() {
        return new String(message.body(), StandardCharsets.UTF_8);
    }

    @Override
    public AmqpMessage source() {
        return message;
    }

    @Override
    public Map<String, Object> attributes() {
        return message.headers();
    }

    /** Quorum queues count deliveries; of others it is only known whether there was one before, so 2 stands for "2 or more". */
    @Override
    public int attempt() {
        if (message.headers().get(DELIVERY_COUNT) instanceof Number earlier) {
            return earlier.intValue() + 1;
        }
        return message.redelivered() ? 2 : 1;
    }

    @Override
    public String origin() {
        String id = message.messageId();
        return "queue " + consumer.topology().queue() + ", routing key " + message.routingKey()
                + (id == null ? "" : ", message " + id);
    }

    @Override
    public CompletionStage<Void> acknowledge() {
        return isFirstOutcome() ? channel.acknowledge(tag) : done();
    }

    @Override
    public CompletionStage<Void> retry(Duration delay) {
        return isFirstOutcome() ? channel.requeue(tag, delay) : done();
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        return isFirstOutcome() ? channel.reject(tag) : done();
    }

    private boolean isFirstOutcome() {
        return settled.compareAndSet(false, true);
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
