package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.Map;

/**
 * An exchange as it was when asked.
 *
 * @param virtualHost the virtual host it is in
 * @param name its name, empty for the default exchange
 * @param type direct, fanout, topic or headers
 * @param durable whether it was declared durable
 * @param autoDelete whether it goes with its last binding
 * @param internal whether clients may not publish to it
 * @param arguments the arguments it was declared with
 */
public record ExchangeView(String virtualHost, String name, String type, boolean durable, boolean autoDelete,
        boolean internal, Map<String, Object> arguments) {
}
