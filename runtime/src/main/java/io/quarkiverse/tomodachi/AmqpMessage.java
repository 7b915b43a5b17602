package io.quarkiverse.tomodachi;

import java.util.Map;

/**
 * A message as the AMQP broker delivered it.
 *
 * @param body the bytes
 * @param exchangeName the exchange it was published to
 * @param routingKey the key it was published with, as on the wire
 * @param redelivered whether the broker delivered it before
 * @param contentType the property, or {@code null}
 * @param messageId the property, or {@code null}
 * @param headers the headers, empty if there are none
 */
public record AmqpMessage(byte[] body, String exchangeName, String routingKey, boolean redelivered, String contentType,
        String messageId, Map<String, Object> headers) {
}
