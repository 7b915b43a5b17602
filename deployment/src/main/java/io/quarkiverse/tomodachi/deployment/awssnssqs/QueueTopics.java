package io.quarkiverse.tomodachi.deployment.awssnssqs;

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
 * The annotations of one method that name one queue: one receiver of it, which is subscribed to several topics.
 *
 * @param handler that of the first annotation, which receives
 * @param others the methods of the other annotations, which only subscribe
 */
record QueueTopics(HandlerBuildItem handler, List<TriggerMethod> others) {

    private static final Set<String> MEMBERS_OF_TOPICS = Set.of("topic", "filterPolicy", "filterPolicyScope",
            "rawMessageDelivery", "snsKmsMasterKeyId");

    /** Puts together what receives from one queue, in the given order. */
    static List<QueueTopics> of(List<HandlerBuildItem> handlers) {
        Map<String, QueueTopics> queues = new LinkedHashMap<>();
        for (HandlerBuildItem handler : handlers) {
            TriggerMethod method = handler.getMethod();
            String queue = method.value("queueName").asString();
            String key = queue.isEmpty() ? handler.getName() : method.service().getName() + " " + method.id() + " " + queue;
            QueueTopics first = queues.putIfAbsent(key, new QueueTopics(handler, new ArrayList<>()));
            if (first != null) {
                first.others().add(method);
            }
        }
        return List.copyOf(queues.values());
    }

    /** Tells where the annotations do not agree. */
    void check(Consumer<String> problems) {
        TriggerMethod first = handler.getMethod();
        for (TriggerMethod other : others) {
            for (MethodInfo member : other.index().getClassByName(AwsDotNames.AWS_SNS_SQS).methods()) {
                if (!MEMBERS_OF_TOPICS.contains(member.name())
                        && !first.value(member.name()).value().equals(other.value(member.name()).value())) {
                    problems.accept(other.describe() + " receives from the queue '" + other.value("queueName").asString()
                            + "' with several annotations, which have different values of " + member.name()
                            + "; give all of them the same one");
                }
            }
        }
    }
}
