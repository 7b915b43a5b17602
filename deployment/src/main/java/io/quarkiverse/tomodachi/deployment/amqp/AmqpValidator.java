package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.Locale;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;

/** Checks the members of {@code @Amqp}; those with expressions are checked at start, when their values are known. */
final class AmqpValidator implements TriggerBuildItem.Validator {

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        checkExchange(method, problems);
        checkRoutingKey(method, problems);
        checkQueue(method, problems);
        int concurrency = method.value("concurrency").asInt();
        if (concurrency < 1) {
            problems.accept("has a concurrency of " + concurrency + "; use 1 or more");
        }
        QueueKindRules.check(method, problems);
        DeadLetterRules.check(method, problems);
        ArgumentRules.checkQueue(method, problems);
        ArgumentRules.checkBinding(method, problems);
    }

    private static void checkRoutingKey(TriggerMethod method, Consumer<String> problems) {
        String key = method.value("value").asString();
        if (!key.isEmpty()) {
            checkLength("routing key", key, AmqpNames.encode(key), problems);
        } else if (!ignoresKeys(method)) {
            problems.accept("has an empty routing key; name one, # takes every message");
        } else if (method.value("queueName").asString().isEmpty() && method.value("competing").asBoolean()) {
            problems.accept("has neither a routing key nor a queueName, so that its queue would have the name of all such"
                    + " queues; name one of them");
        }
    }

    private static void checkExchange(TriggerMethod method, Consumer<String> problems) {
        String exchange = method.value("exchangeName").asString();
        if (AmqpExchanges.isReserved(exchange)) {
            problems.accept("names the exchange '" + exchange + "', but names that begin with amq. are reserved to the broker;"
                    + " use another one, or one of " + AmqpExchanges.PREDEFINED.stream().sorted().toList());
        }
        checkLineBreaks("exchange", exchange, problems);
        checkLength("exchange", exchange, exchange, problems);
        if (method.annotation().value("exchangeType") == null) {
            return;
        }
        String type = method.value("exchangeType").asEnum();
        if (exchange.isEmpty()) {
            problems.accept("has an exchangeType, but no exchangeName; name the exchange that is to be declared so");
        } else if (AmqpExchanges.PREDEFINED.contains(exchange) && !isOfType(exchange, type)) {
            problems.accept("has the exchangeType " + type + ", but '" + exchange
                    + "' comes with the broker and is another; leave exchangeType out");
        }
    }

    private static boolean isOfType(String predefined, String type) {
        String own = predefined.equals("amq.match") ? "HEADERS"
                : predefined.substring("amq.".length()).toUpperCase(Locale.ROOT);
        return own.equals(type);
    }

    private static boolean ignoresKeys(TriggerMethod method) {
        return AmqpExchanges.ignoresKeys(method.value("exchangeName").asString(), method.value("exchangeType").asEnum());
    }

    private static void checkQueue(TriggerMethod method, Consumer<String> problems) {
        String queue = method.value("queueName").asString();
        if (!queue.isEmpty() && !method.value("competing").asBoolean()) {
            problems.accept("has a queueName together with competing = false, but a queue of that name is shared by all"
                    + " instances; remove one of them");
        }
        checkName("queue", queue, problems);
        checkRetryQueue("queue", queue, problems);
    }

    /** Messages that wait there for another attempt would be taken, and those that are moved there come back. */
    static void checkRetryQueue(String what, String name, Consumer<String> problems) {
        if (name.startsWith(RetryLadder.DEFAULT_PREFIX)) {
            problems.accept("names the " + what + " '" + name + "', but queues whose names begin with "
                    + RetryLadder.DEFAULT_PREFIX + " are those in which messages of all handlers wait; use another one");
        }
    }

    static void checkName(String what, String name, Consumer<String> problems) {
        if (name.startsWith("amq.")) {
            problems.accept("names the " + what + " '" + name
                    + "', but names that begin with amq. are reserved to the broker; use another one");
        }
        checkLineBreaks(what, name, problems);
        checkLength(what, name, name, problems);
    }

    /** Brokers take them out of the names that they declare, so that nothing else finds what was declared. */
    static void checkLineBreaks(String what, String name, Consumer<String> problems) {
        if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
            problems.accept("names the " + what + " '" + name.replace("\r", "\\r").replace("\n", "\\n")
                    + "', but brokers take line breaks out of names; use a name without");
        }
    }

    static void checkLength(String what, String given, String onTheWire, Consumer<String> problems) {
        int bytes = AmqpNames.bytes(onTheWire);
        if (bytes > AmqpNames.MAX_BYTES && !given.contains("${")) {
            problems.accept((what.startsWith("e") ? "has an " : "has a ") + what + " of " + bytes
                    + " bytes on the wire; shorten it to " + AmqpNames.MAX_BYTES);
        }
    }
}
