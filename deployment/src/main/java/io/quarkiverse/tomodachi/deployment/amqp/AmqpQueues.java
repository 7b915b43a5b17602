package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/**
 * Finds handlers of one service that would take each other's messages, since they share a queue. A method may consume one queue
 * through several bindings. Queues of different services are compared at start, when their prefixes are known.
 */
final class AmqpQueues {

    private final Map<String, TriggerMethod> owners = new LinkedHashMap<>();
    private final List<Throwable> problems = new ArrayList<>();

    List<Throwable> problems(List<HandlerBuildItem> handlers) {
        handlers.forEach(handler -> check(handler.getMethod()));
        return problems;
    }

    private void check(TriggerMethod method) {
        TriggerMethod other = owners.putIfAbsent(method.service().getName() + " " + queue(method), method);
        if (other == null || isSecondBinding(method, other)) {
            return;
        }
        String queue = method.value("queueName").asString();
        String advice = queue.isEmpty() ? "give one of them a queueName, or make one method of them" : "name another queue";
        problems.add(new IllegalStateException(method.describe() + " consumes the same queue as " + other.describe()
                + " (" + describe(method) + "), so that each would take messages of the other; " + advice));
    }

    /** What tells its queue from others of the service. */
    static String queue(TriggerMethod method) {
        String queue = method.value("queueName").asString();
        if (!queue.isEmpty()) {
            return "named " + queue;
        }
        return method.value("competing").asBoolean() ? "shared " + key(method)
                : "own " + method.method().name() + " " + key(method);
    }

    /** Its name, or where that comes from. */
    static String describe(TriggerMethod method) {
        String queue = method.value("queueName").asString();
        return queue.isEmpty() ? "derived from the routing key '" + key(method) + "'" : "'" + queue + "'";
    }

    private static boolean isSecondBinding(TriggerMethod method, TriggerMethod other) {
        return method.id().equals(other.id()) && !binding(method).equals(binding(other));
    }

    private static String binding(TriggerMethod method) {
        return method.value("exchangeName").asString() + " " + key(method) + " " + method.value("bindingArguments");
    }

    private static String key(TriggerMethod method) {
        return method.value("value").asString();
    }
}
