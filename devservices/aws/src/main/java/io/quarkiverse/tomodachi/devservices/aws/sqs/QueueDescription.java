package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Map;
import java.util.TreeMap;

/** What {@code GetQueueAttributes} tells of a queue. */
public final class QueueDescription {

    private QueueDescription() {
    }

    /** All attributes that the queue has, by name. */
    public static Map<String, String> all(Queue queue) {
        Map<String, String> all = new TreeMap<>();
        for (String attribute : QueueAttributeRules.allNames()) {
            String value = value(queue, attribute);
            if (value != null) {
                all.put(attribute, value);
            }
        }
        return all;
    }

    /** The attribute's value, or null if the queue has none. */
    static String value(Queue queue, String attribute) {
        return switch (attribute) {
            case "QueueArn" -> queue.arn();
            case "ApproximateNumberOfMessages" -> Integer.toString(queue.visibleCount());
            case "ApproximateNumberOfMessagesNotVisible" -> Integer.toString(queue.inFlightCount());
            case "ApproximateNumberOfMessagesDelayed" -> Integer.toString(queue.delayedCount());
            case "CreatedTimestamp" -> Long.toString(queue.createdAt() / 1000);
            case "LastModifiedTimestamp" -> Long.toString(queue.modifiedAt() / 1000);
            default -> queue.attributes().get(attribute);
        };
    }
}
