package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;
import java.util.Map;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;

/**
 * What a handler needs on the broker, with the properties that the Python library gives it.
 *
 * @param exchange the topic exchange
 * @param queue the queue
 * @param routingKey the key of the binding, as on the wire
 * @param arguments the arguments of the queue
 */
public record QueueTopology(String exchange, String queue, String routingKey, Map<String, Object> arguments) {

    /**
     * Declares exchange, queue and binding; they may exist already.
     *
     * @throws TopologyException if the broker refuses, which closes the channel
     * @throws IOException if the connection failed
     */
    public void declare(Channel channel) throws IOException {
        if (AmqpExchanges.isDeclared(exchange)) {
            step(() -> channel.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true, false, false, null),
                    "exchange '" + exchange + "' as a durable topic exchange",
                    "Name another exchange, or delete that one if nothing else uses it");
        }
        step(() -> channel.queueDeclare(queue, true, false, false, arguments),
                "queue '" + queue + "' as durable with the arguments " + arguments,
                "Let quarkus.tomodachi.amqp.queue-ttl agree with the other side, or delete the queue");
        step(() -> channel.queueBind(queue, exchange, routingKey),
                "the binding of queue '" + queue + "' to exchange '" + exchange + "' with the key '" + routingKey + "'",
                "Check that the exchange exists");
    }

    private static void step(Declaration declaration, String what, String advice) throws IOException {
        try {
            declaration.run();
        } catch (IOException | ShutdownSignalException e) {
            int code = BrokerFailures.code(e);
            if (code == AMQP.PRECONDITION_FAILED || code == AMQP.NOT_FOUND || code == AMQP.ACCESS_REFUSED
                    || code == AMQP.RESOURCE_LOCKED) {
                String hint = code == AMQP.ACCESS_REFUSED ? "Check the permissions of the user" : advice;
                throw new TopologyException("The application declares " + what + ", the broker answers: "
                        + BrokerFailures.reason(e) + ". " + hint, e);
            }
            throw e instanceof ShutdownSignalException signal ? BrokerFailures.asIOException(signal) : (IOException) e;
        }
    }

    private interface Declaration {
        void run() throws IOException;
    }

    /** The broker refuses the declaration. */
    public static final class TopologyException extends IOException {

        private static final long serialVersionUID = 1L;

        public TopologyException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
