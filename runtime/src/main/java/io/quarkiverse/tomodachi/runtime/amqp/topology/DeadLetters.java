package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;
import java.util.Map;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;

/**
 * Where the messages of a handler go that shall not be delivered again.
 *
 * @param exchange a topic exchange, empty for the default one
 * @param queue the queue, which never expires
 * @param routingKey the key of its binding, and of the messages; the queue's name for the default exchange
 * @param quorum whether the queue is replicated, as that of the handler is
 */
public record DeadLetters(String exchange, String queue, String routingKey, boolean quorum) implements Declaration {

    @Override
    public String key() {
        return "dead letters " + exchange + " " + routingKey + " " + queue;
    }

    @Override
    public void declare(Channel channel) throws IOException {
        if (AmqpExchanges.isDeclared(exchange)) {
            Refusals.name(() -> channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true, false, null),
                    "the dead-letter exchange '" + exchange + "' as a durable topic exchange",
                    "Name another deadLetterExchange, or delete that one if nothing else uses it");
        }
        Map<String, Object> arguments = quorum ? Map.of("x-queue-type", "quorum") : Map.of();
        Refusals.name(() -> channel.queueDeclare(queue, true, false, false, arguments),
                "the dead-letter queue '" + queue + "' as durable with the arguments " + arguments,
                "Name another deadLetterQueue, or delete that one when it is empty");
        if (!exchange.isEmpty()) {
            Refusals.name(() -> channel.queueBind(queue, exchange, routingKey),
                    "the binding of queue '" + queue + "' to exchange '" + exchange + "' with the key '" + routingKey + "'",
                    "Check that the exchange exists");
        }
    }
}
