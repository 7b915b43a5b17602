package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.Map;

/**
 * A message as it was in its queue when asked.
 *
 * @param exchange the exchange it was published to, empty for the default one
 * @param routingKey the key it was published with
 * @param headers its headers: texts as {@link String}, whole numbers as {@link Long}
 * @param body its body, not to be changed
 * @param redelivered whether a client had it before
 */
public record MessageView(String exchange, String routingKey, Map<String, Object> headers, byte[] body,
        boolean redelivered) {
}
