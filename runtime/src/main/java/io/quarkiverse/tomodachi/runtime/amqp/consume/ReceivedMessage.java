package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.Date;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;

/**
 * A message as it was published, however often it was in a retry queue since.
 *
 * @param properties the properties as they came
 * @param headers the headers as they were published, in the client's form
 * @param failures what happened to it so far, {@code null} if it was in no retry queue
 * @param message the message in the form that handlers see
 */
record ReceivedMessage(BasicProperties properties, Map<String, Object> headers, FailureRecord failures, AmqpMessage message) {

    private static final AmqpMessage.Properties NONE = new AmqpMessage.Properties(null, null, null, null, null, null, null);

    static ReceivedMessage of(Envelope envelope, BasicProperties properties, byte[] body, String queue, RetryLadder ladder) {
        Map<String, Object> headers = RetryHeaders.original(properties.getHeaders(), ladder::contains);
        FailureRecord failures = RetryHeaders.record(properties.getHeaders(), queue);
        String exchange = failures == null ? envelope.getExchange() : failures.exchange();
        String routingKey = failures == null ? envelope.getRoutingKey() : failures.routingKey();
        AmqpMessage message = new AmqpMessage(body, exchange, routingKey, failures != null || envelope.isRedeliver(),
                properties.getContentType(), properties.getMessageId(), ReceivedHeaders.of(headers), others(properties));
        return new ReceivedMessage(properties, headers, failures, message);
    }

    /** With no more failures than before. */
    FailureRecord unchanged() {
        return failures == null ? FailureRecord.none(message.exchangeName(), message.routingKey()) : failures;
    }

    /** With one more failure. */
    FailureRecord failed(Throwable reason) {
        return failures == null ? FailureRecord.first(reason, message.exchangeName(), message.routingKey())
                : failures.next(reason);
    }

    private static AmqpMessage.Properties others(BasicProperties properties) {
        Date timestamp = properties.getTimestamp();
        if (timestamp == null && properties.getType() == null && properties.getCorrelationId() == null
                && properties.getReplyTo() == null && properties.getPriority() == null
                && properties.getContentEncoding() == null && properties.getAppId() == null) {
            return NONE;
        }
        return new AmqpMessage.Properties(properties.getType(), properties.getCorrelationId(), properties.getReplyTo(),
                timestamp == null ? null : timestamp.toInstant(), properties.getPriority(), properties.getContentEncoding(),
                properties.getAppId());
    }
}
