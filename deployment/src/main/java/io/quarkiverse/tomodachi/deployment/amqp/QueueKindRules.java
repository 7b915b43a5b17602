package io.quarkiverse.tomodachi.deployment.amqp;

import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Checks what an {@code @Amqp} says about the kind of its queue and how it is consumed. */
final class QueueKindRules {

    private static final int MAX_PREFETCH = 65_535;
    private static final int MAX_PRIORITY = 255;

    private QueueKindRules() {
    }

    static void check(TriggerMethod method, Consumer<String> problems) {
        range(method, "prefetch", MAX_PREFETCH, problems);
        range(method, "maxPriority", MAX_PRIORITY, problems);
        range(method, "deliveryLimit", Integer.MAX_VALUE, problems);
        boolean quorum = method.value("quorum").asBoolean();
        boolean competing = method.value("competing").asBoolean();
        if (quorum && method.value("maxPriority").asInt() > 0) {
            problems.accept("has a maxPriority, but quorum queues have none; remove maxPriority or quorum");
        }
        if (!quorum && method.value("deliveryLimit").asInt() > 0) {
            problems.accept("has a deliveryLimit, but only quorum queues count deliveries; add quorum = true, or remove it");
        }
        if (quorum && !competing) {
            problems.accept("has quorum together with competing = false, but the broker does not keep other consumers from a"
                    + " quorum queue, so that an instance could not have it for its own; remove one of them");
        }
        if (method.value("singleActiveConsumer").asBoolean() && !competing) {
            problems.accept("has singleActiveConsumer together with competing = false, but a queue of an instance has one"
                    + " consumer anyway; remove one of them");
        }
    }

    private static void range(TriggerMethod method, String member, int largest, Consumer<String> problems) {
        int value = method.value(member).asInt();
        boolean given = method.annotation().value(member) != null;
        if (value < 0 || value > largest || given && value == 0) {
            problems.accept("has a " + member + " of " + value + "; use 1 or more"
                    + (largest == Integer.MAX_VALUE ? "" : ", up to " + largest) + ", or leave it out");
        }
    }
}
