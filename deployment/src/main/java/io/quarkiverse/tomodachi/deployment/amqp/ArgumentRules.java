package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.AnnotationInstance;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpExchanges;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;

/** Checks the arguments that an {@code @Amqp} gives its queue and its binding. */
final class ArgumentRules {

    /** What has a member of its own. */
    private static final Map<String, String> MEMBERS = Map.of("x-queue-type", "quorum", "x-max-priority", "maxPriority",
            "x-single-active-consumer", "singleActiveConsumer", "x-delivery-limit", "deliveryLimit",
            "x-dead-letter-strategy", "deadLetterQueue with quorum");

    /** What the annotation says by its dead-letter members. */
    private static final Set<String> DEAD_LETTERS = Set.of(AmqpArguments.DEAD_LETTER_EXCHANGE,
            AmqpArguments.DEAD_LETTER_ROUTING_KEY);

    private static final Set<String> CLASSIC = Set.of("x-queue-mode", "x-queue-version", "x-queue-master-locator");

    private final TriggerMethod method;
    private final Consumer<String> problems;
    private final String what;
    private final Set<String> names = new HashSet<>();

    private ArgumentRules(TriggerMethod method, Consumer<String> problems, String what) {
        this.method = method;
        this.problems = problems;
        this.what = what;
    }

    static void checkQueue(TriggerMethod method, Consumer<String> problems) {
        ArgumentRules rules = new ArgumentRules(method, problems, "argument");
        for (AnnotationInstance argument : method.value("arguments").asNestedArray()) {
            rules.check(argument);
            rules.checkOfQueue(argument.value("name").asString(), argument.value("value").asString());
        }
    }

    static void checkBinding(TriggerMethod method, Consumer<String> problems) {
        ArgumentRules rules = new ArgumentRules(method, problems, "binding argument");
        AnnotationInstance[] arguments = method.value("bindingArguments").asNestedArray();
        for (AnnotationInstance argument : arguments) {
            rules.check(argument);
        }
        String exchange = method.value("exchangeName").asString();
        boolean headers = AmqpExchanges.ignoresKeys(exchange, method.value("exchangeType").asEnum())
                && !"amq.fanout".equals(exchange) && !"FANOUT".equals(method.value("exchangeType").asEnum());
        if (arguments.length > 0 && !headers) {
            problems.accept("has bindingArguments, but '" + (exchange.isEmpty() ? "amq.topic" : exchange)
                    + "' does not look at them; use an exchange of type HEADERS, or remove them");
        }
    }

    private void check(AnnotationInstance argument) {
        String name = argument.value("name").asString();
        String value = argument.value("value").asString();
        if (name.isEmpty()) {
            problems.accept("has an " + what + " without a name; name it");
            return;
        }
        if (!names.add(name)) {
            problems.accept("has the " + what + " " + name + " twice; remove one");
        }
        if (AmqpNames.bytes(name) > AmqpNames.MAX_BYTES) {
            problems.accept("has an " + what + " whose name is longer than " + AmqpNames.MAX_BYTES + " bytes; shorten it");
        }
        if (!value.contains("${") && !name.contains("${")) {
            try {
                AmqpArguments.value(name, value, argument.valueWithDefault(method.index(), "type").asEnum());
            } catch (IllegalArgumentException e) {
                problems.accept("has " + e.getMessage() + "; correct it");
            }
        }
    }

    private void checkOfQueue(String name, String value) {
        boolean quorum = method.value("quorum").asBoolean();
        if (MEMBERS.containsKey(name)) {
            problems.accept("has the argument " + name + "; use " + MEMBERS.get(name) + " instead");
        }
        if (DEAD_LETTERS.contains(name) && !method.value("deadLetterQueue").asString().isEmpty()) {
            problems.accept("has the argument " + name + " together with deadLetterQueue; remove one of them");
        }
        if (quorum && (CLASSIC.contains(name) || AmqpArguments.OVERFLOW.equals(name) && value.equals("reject-publish-dlx"))) {
            problems.accept("has the argument " + name + " with '" + value
                    + "', which quorum queues do not know; remove it, or quorum");
        }
    }
}
