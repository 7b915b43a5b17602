package io.quarkiverse.tomodachi.devservices.amqp;

import java.util.Map;

/**
 * A binding as it was when asked. The default exchange's implied ones are not listed.
 *
 * @param virtualHost the virtual host it is in
 * @param source the exchange that messages come from
 * @param destination the queue or exchange that messages go to
 * @param toExchange whether the destination is an exchange
 * @param routingKey the key it was made with
 * @param arguments the arguments it was made with
 */
public record BindingView(String virtualHost, String source, String destination, boolean toExchange, String routingKey,
        Map<String, Object> arguments) {
}
