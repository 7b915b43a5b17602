package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;

/** Finds handlers that declare the same exchange or dead-letter queue, but not in the same way. */
final class AmqpDeclarations {

    /** What makes a queue another one. */
    private static final List<String> PLAIN = List.of("arguments", "deliveryLimit", "maxPriority", "singleActiveConsumer");

    private final List<TriggerMethod> consumed = new ArrayList<>();
    private final Map<String, Declared> first = new HashMap<>();
    private final List<Throwable> problems = new ArrayList<>();

    List<Throwable> problems(List<HandlerBuildItem> handlers) {
        handlers.forEach(handler -> check(handler.getMethod()));
        consumed.forEach(this::checkConsumed);
        return problems;
    }

    private void check(TriggerMethod method) {
        String exchange = method.value("exchangeName").asString();
        if (!exchange.isEmpty() && AmqpExchanges.isDeclared(exchange)) {
            compare("exchange " + exchange, method, "exchange '" + exchange + "'", "exchangeType",
                    method.value("exchangeType").asEnum());
        }
        String deadLetters = method.value("deadLetterExchange").asString();
        if (AmqpExchanges.isDeclared(deadLetters)) {
            compare("exchange " + deadLetters, method, "dead-letter exchange '" + deadLetters + "', a topic exchange,",
                    "exchangeType", "TOPIC");
        }
        String queue = method.value("deadLetterQueue").asString();
        if (!queue.isEmpty()) {
            // prefixes belong to services
            compare(deadLetters(method, queue), method, "dead-letter queue '" + queue + "'", "quorum",
                    method.value("quorum").asBoolean());
        }
        String own = method.value("queueName").asString();
        if (!own.isEmpty()) {
            consumed.add(method);
        }
    }

    /** A handler may consume the dead letters of another one, if it declares the queue in the same way. */
    private void checkConsumed(TriggerMethod method) {
        String queue = method.value("queueName").asString();
        Declared declared = first.get(deadLetters(method, queue));
        if (declared == null) {
            return;
        }
        TriggerMethod filling = declared.by();
        boolean plain = PLAIN.stream().allMatch(member -> method.annotation().value(member) == null)
                && (!method.value("quorum").asBoolean() || method.value("deadLetterQueue").asString().isEmpty());
        if (!plain || !filling.value("quorum").value().equals(method.value("quorum").value())) {
            problems.add(new IllegalStateException(method.describe() + " consumes the dead-letter queue '" + queue + "' of "
                    + filling.describe() + ", which is declared as a plain queue that is as quorum as that handler's; give"
                    + " it the same quorum, and none of " + PLAIN));
        }
    }

    private static String deadLetters(TriggerMethod method, String queue) {
        return method.service().getName() + " dead letters " + queue;
    }

    private void compare(String key, TriggerMethod method, String what, String member, Object value) {
        Declared other = first.putIfAbsent(key, new Declared(method, value));
        if (other != null && !other.value().equals(value)) {
            problems.add(new IllegalStateException(method.describe() + " declares the " + what + " with another " + member
                    + " than " + other.by().describe() + "; give both the same, or name another one"));
        }
    }

    /** How something is declared. */
    private record Declared(TriggerMethod by, Object value) {
    }
}
