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
    private final Map<String, TriggerMethod> first = new HashMap<>();
    private final List<Throwable> problems = new ArrayList<>();

    List<Throwable> problems(List<HandlerBuildItem> handlers) {
        handlers.forEach(handler -> check(handler.getMethod()));
        consumed.forEach(this::checkConsumed);
        return problems;
    }

    private void check(TriggerMethod method) {
        String exchange = method.value("exchangeName").asString();
        if (!exchange.isEmpty() && AmqpExchanges.isDeclared(exchange)) {
            compare(method, "", "exchange '" + exchange + "'", "exchangeType");
        }
        String queue = method.value("deadLetterQueue").asString();
        if (!queue.isEmpty()) {
            // prefixes belong to services
            compare(method, method.service().getName() + " dead letters ", "dead-letter queue '" + queue + "'", "quorum");
        }
        String own = method.value("queueName").asString();
        if (!own.isEmpty()) {
            consumed.add(method);
        }
    }

    /** A handler may consume the dead letters of another one, if it declares the queue in the same way. */
    private void checkConsumed(TriggerMethod method) {
        String queue = method.value("queueName").asString();
        TriggerMethod filling = first.get(method.service().getName() + " dead letters dead-letter queue '" + queue + "'");
        if (filling == null) {
            return;
        }
        boolean plain = PLAIN.stream().allMatch(member -> method.annotation().value(member) == null)
                && (!method.value("quorum").asBoolean() || method.value("deadLetterQueue").asString().isEmpty());
        if (!plain || !filling.value("quorum").value().equals(method.value("quorum").value())) {
            problems.add(new IllegalStateException(method.describe() + " consumes the dead-letter queue '" + queue + "' of "
                    + filling.describe() + ", which is declared as a plain queue that is as quorum as that handler's; give"
                    + " it the same quorum, and none of " + PLAIN));
        }
    }

    private void compare(TriggerMethod method, String kind, String what, String member) {
        TriggerMethod other = first.putIfAbsent(kind + what, method);
        if (other != null && !other.value(member).value().equals(method.value(member).value())) {
            problems.add(new IllegalStateException(method.describe() + " declares the " + what + " with another " + member
                    + " than " + other.describe() + "; give both the same, or name another one"));
        }
    }
}
