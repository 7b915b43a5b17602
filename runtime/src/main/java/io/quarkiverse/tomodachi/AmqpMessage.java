package io.quarkiverse.tomodachi;

import java.time.Instant;
import java.util.Map;

/**
 * A message as the AMQP broker delivered it. One that comes from a retry queue looks as it did when it was first delivered,
 * but for {@code redelivered}.
 *
 * @param body the bytes, which are not to be changed: a message that its handler fails for is sent on with them
 * @param exchangeName the exchange it was published to
 * @param routingKey the key it was published with, as on the wire
 * @param redelivered whether it was delivered before
 * @param contentType the property, or {@code null}
 * @param messageId the property, or {@code null}
 * @param headers the headers, empty if there are none
 * @param properties the other properties
 */
public record AmqpMessage(byte[] body, String exchangeName, String routingKey, boolean redelivered, String contentType,
        String messageId, Map<String, Object> headers, Properties properties) {

    /**
     * Properties of a message, {@code null} for those that its publisher did not set.
     *
     * @param type what kind of message it is
     * @param correlationId what it belongs to
     * @param replyTo where an answer is expected
     * @param timestamp when it was made, in whole seconds
     * @param priority its priority
     * @param contentEncoding how its body is encoded
     * @param appId which application published it
     */
    public record Properties(String type, String correlationId, String replyTo, Instant timestamp, Integer priority,
            String contentEncoding, String appId) {
    }
}
