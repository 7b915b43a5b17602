package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/**
 * The annotations of one method that share one queue, by its name or by the routing key that it is derived from: one consumer
 * with several bindings.
 *
 * @param handler that of the first annotation, which consumes
 * @param others the methods of the other annotations, which only bind
 */
record AmqpBindings(HandlerBuildItem handler, List<TriggerMethod> others) {

    private static final Set<String> MEMBERS_OF_BINDINGS = Set.of("value", "exchangeName", "exchangeType", "bindingArguments");

    /** Puts together what belongs to one consumer, in the given order. */
    static List<AmqpBindings> of(List<HandlerBuildItem> handlers) {
        Map<String, AmqpBindings> consumers = new LinkedHashMap<>();
        for (HandlerBuildItem handler : handlers) {
            TriggerMethod method = handler.getMethod();
            String key = method.service().getName() + " " + method.id() + " " + AmqpQueues.queue(method);
            AmqpBindings first = consumers.putIfAbsent(key, new AmqpBindings(handler, new ArrayList<>()));
            if (first != null) {
                first.others().add(method);
            }
        }
        return List.copyOf(consumers.values());
    }

    /** Tells where the annotations do not agree. */
    void check(Consumer<String> problems) {
        TriggerMethod first = handler.getMethod();
        for (TriggerMethod other : others) {
            for (MethodInfo member : other.index().getClassByName(AmqpDotNames.AMQP).methods()) {
                if (!MEMBERS_OF_BINDINGS.contains(member.name()) && !agree(first, other, member.name())) {
                    problems.accept(other.describe() + " binds the queue " + AmqpQueues.describe(other)
                            + " several times, with different values of " + member.name()
                            + "; give all of these annotations the same one");
                }
            }
        }
    }

    private static boolean agree(TriggerMethod first, TriggerMethod other, String member) {
        return first.value(member).value().equals(other.value(member).value())
                || first.value(member).toString().equals(other.value(member).toString());
    }
}
