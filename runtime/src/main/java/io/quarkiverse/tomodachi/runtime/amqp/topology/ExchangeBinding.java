package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.util.Map;

/**
 * What brings messages to a queue.
 *
 * @param exchange the exchange, declared with the binding unless it comes with the broker
 * @param exchangeType {@code topic}, {@code direct}, {@code fanout} or {@code headers}
 * @param routingKey the key, as on the wire
 * @param arguments the arguments, which exchanges of type {@code headers} select by
 */
public record ExchangeBinding(String exchange, String exchangeType, String routingKey, Map<String, Object> arguments) {
}
