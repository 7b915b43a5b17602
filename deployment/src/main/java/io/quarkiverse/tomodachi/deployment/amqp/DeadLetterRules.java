package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;

/** Checks what an {@code @Amqp} says about dead letters. */
final class DeadLetterRules {

    private DeadLetterRules() {
    }

    static void check(TriggerMethod method, Consumer<String> problems) {
        String queue = method.value("deadLetterQueue").asString();
        String exchange = method.value("deadLetterExchange").asString();
        String key = method.value("deadLetterRoutingKey").asString();
        if (queue.isEmpty() && !exchange.isEmpty()) {
            problems.accept("has a deadLetterExchange, but no deadLetterQueue that gets the messages; name one");
        }
        if (exchange.isEmpty() && !key.isEmpty()) {
            problems.accept("has a deadLetterRoutingKey, but no deadLetterExchange; without one messages go straight to the"
                    + " deadLetterQueue; name one, or remove it");
        }
        if (!queue.isEmpty() && queue.equals(method.value("queueName").asString())) {
            problems.accept("has its own queue as deadLetterQueue; name another one");
        }
        AmqpValidator.checkName("dead-letter queue", queue, problems);
        AmqpValidator.checkRetryQueue("dead-letter queue", queue, problems);
        if (AmqpExchanges.isReserved(exchange)) {
            problems.accept("names the dead-letter exchange '" + exchange
                    + "', but names that begin with amq. are reserved to the broker; use another one");
        }
        AmqpValidator.checkLineBreaks("dead-letter exchange", exchange, problems);
        AmqpValidator.checkLength("dead-letter exchange", exchange, exchange, problems);
        AmqpValidator.checkLength("dead-letter routing key", key, key, problems);
    }
}
