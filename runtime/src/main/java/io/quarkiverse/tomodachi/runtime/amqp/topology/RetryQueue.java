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
 * for another one long before. The kind of the queue is told in any case, since virtual hosts may have another one by default.
 *
 * @param name of queue and exchange
 * @param limit how long a message stays at most
 * @param quorum whether the queue is replicated
 * @param margin how long the queue exists after it was declared, beyond the limit; 0 for a quorum queue that never expires
 */
public record RetryQueue(String name, Duration limit, boolean quorum, Duration margin) implements Declaration {

    @Override
    public String key() {
        return "retry queue " + name;
    }

    @Override
    public void declare(Channel channel) throws IOException {
        channel.exchangeDeclare(name, BuiltinExchangeType.FANOUT, true, true, null);
        channel.queueDeclare(name, true, false, false, arguments());
        channel.queueBind(name, name, "");
    }

    @Override
    public long validNanos() {
        return quorum ? Long.MAX_VALUE : margin.toNanos() / 4;
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
