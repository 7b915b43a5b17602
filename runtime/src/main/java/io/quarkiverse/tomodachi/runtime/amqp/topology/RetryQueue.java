package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;

/**
 * A queue without consumers in which messages wait, and the exchange of the same name that takes all messages to it. Their
 * routing key is the name of the queue to which they come back, by way of the default exchange, when their time is over.
 * <p>
 * A message stays no longer than {@code limit}, however long those before it stay. A classic queue that was neither declared
 * nor read from for that time and the margin is deleted by the broker, with all that is in it. It is therefore declared again
 * after a quarter of the margin, so that a message has left long before. The broker does not count the declarations of
 * quorum queues in this way: one with a margin is deleted when its time is over, whatever was done with it, and has to be left
 * for another one when half of it is over. The kind of the queue is told in any case, since virtual hosts may have another one
 * by default.
 *
 * @param name of queue and exchange
 * @param limit how long a message stays at most
 * @param quorum whether the queue is replicated
 * @param margin how long the queue exists after it was declared, beyond the limit; 0 for a quorum queue that never expires
 */
public record RetryQueue(String name, Duration limit, boolean quorum, Duration margin) implements Declaration {

    private static final String ADVICE = "Delete that queue when it is empty";
    private static final String QUORUM_ADVICE = "Where the broker has no such queues, as RabbitMQ before 3.10, set"
            + " quarkus.tomodachi.amqp.retry-queues.type=classic, with which only handlers whose own queue is a quorum queue or"
            + " refuses messages need them; where the queue exists with other arguments, delete it when it is empty";

    @Override
    public String key() {
        return "retry queue " + name;
    }

    @Override
    public void declare(Channel channel) throws IOException {
        Map<String, Object> arguments = arguments();
        // first, so that nothing is left behind where it is refused
        Refusals.name(() -> channel.queueDeclare(name, true, false, false, arguments),
                "the retry queue '" + name + "' as durable with the arguments " + arguments, quorum ? QUORUM_ADVICE : ADVICE);
        Refusals.name(() -> channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true, true, null),
                "the exchange '" + name + "' of a retry queue as a durable fanout exchange that is deleted with it",
                "Delete that exchange");
        Refusals.name(() -> channel.queueBind(name, name, ""),
                "the binding of the retry queue '" + name + "' to the exchange of this name", "Check that both exist");
    }

    @Override
    public long validNanos() {
        if (quorum) {
            return margin.isZero() ? Long.MAX_VALUE : margin.toNanos() / 2;
        }
        return margin.toNanos() / 4;
    }

    Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("x-message-ttl", (int) limit.toMillis());
        arguments.put("x-dead-letter-exchange", "");
        if (quorum) {
            arguments.put("x-queue-type", "quorum");
            arguments.put("x-dead-letter-strategy", "at-least-once");
            arguments.put("x-overflow", "reject-publish");
        } else {
            arguments.put("x-queue-type", "classic");
        }
        if (!margin.isZero()) {
            arguments.put("x-expires", (int) limit.plus(margin).toMillis());
        }
        return arguments;
    }
}
