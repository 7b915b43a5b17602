package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;

/** Finds handlers of one service that would take messages away from each other. Services may have prefixes of their own. */
final class QueueClashes {

    private QueueClashes() {
    }

    static List<Throwable> find(List<HandlerBuildItem> handlers) {
        Map<String, HandlerBuildItem> queues = new LinkedHashMap<>();
        List<Throwable> problems = new ArrayList<>();
        for (HandlerBuildItem handler : handlers) {
            HandlerSettings settings = HandlerAnnotation.settings(handler.getMethod());
            String queue = queue(settings);
            HandlerBuildItem other = queue == null ? null
                    : queues.putIfAbsent(handler.getMethod().service().getName() + " " + queue, handler);
            if (other != null && !isFurtherTopic(settings, handler.getMethod(), other.getMethod())) {
                problems.add(new IllegalStateException(handler.getMethod().describe() + " receives from the same queue as "
                        + other.getMethod().describe() + ", so that each would get only some of its messages; "
                        + (settings.queueName().isEmpty() ? "give one of them a queueName"
                                : "give each one a queueName of its own, or name the topics of both on one method, with an"
                                        + " @AwsSnsSqs for each")));
            }
        }
        return problems;
    }

    /** Whether one method receives the messages of another topic from the queue, too. */
    private static boolean isFurtherTopic(HandlerSettings settings, TriggerMethod method, TriggerMethod other) {
        return method.id().equals(other.id()) && !settings.queueName().isEmpty()
                && !settings.topic().equals(HandlerAnnotation.settings(other).topic());
    }

    /** What the queue's name is made of, {@code null} if the name is the handler's own or not known yet. */
    private static String queue(HandlerSettings settings) {
        if (!settings.queueName().isEmpty()) {
            return settings.queueName().contains("${") ? null : "queue " + settings.queueName();
        }
        return settings.competing() && !settings.topic().contains("${")
                ? "topic " + settings.topic() + (settings.fifo() ? " fifo" : "")
                : null;
    }
}
