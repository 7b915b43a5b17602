package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;

/** Checks the members of {@code @Amqp}; those with expressions are checked at start, when their values are known. */
final class AmqpValidator implements TriggerBuildItem.Validator {

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        checkRoutingKey(method.value("value").asString(), problems);
        checkExchange(method.value("exchangeName").asString(), problems);
        checkQueue(method.value("queueName").asString(), method.value("competing").asBoolean(), problems);
        int concurrency = method.value("concurrency").asInt();
        if (concurrency < 1) {
            problems.accept("has a concurrency of " + concurrency + "; use 1 or more");
        }
    }

    private static void checkRoutingKey(String key, Consumer<String> problems) {
        if (key.isEmpty()) {
            problems.accept("has an empty routing key; name one, # takes every message");
        } else {
            checkLength("routing key", key, AmqpNames.encode(key), problems);
        }
    }

    private static void checkExchange(String exchange, Consumer<String> problems) {
        if (AmqpExchanges.isReserved(exchange)) {
            problems.accept("names the exchange '" + exchange + "', but names that begin with amq. are reserved to the broker;"
                    + " use another one, or one of " + AmqpExchanges.PREDEFINED.stream().sorted().toList());
        }
        checkLength("exchange", exchange, exchange, problems);
    }

    private static void checkQueue(String queue, boolean competing, Consumer<String> problems) {
        if (!queue.isEmpty() && !competing) {
            problems.accept("has a queueName together with competing = false, but a queue of that name is shared by all"
                    + " instances; remove one of them");
        }
        if (queue.startsWith("amq.")) {
            problems.accept("names the queue '" + queue
                    + "', but names that begin with amq. are reserved to the broker; use another one");
        }
        checkLength("queue", queue, queue, problems);
    }

    private static void checkLength(String what, String given, String onTheWire, Consumer<String> problems) {
        int bytes = AmqpNames.bytes(onTheWire);
        if (bytes > AmqpNames.MAX_BYTES && !given.contains("${")) {
            problems.accept("has a " + what + " of " + bytes + " bytes on the wire; shorten it to " + AmqpNames.MAX_BYTES);
        }
    }
}
