package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import java.util.Map;

/**
 * Where a message comes from, for logs.
 *
 * @param queue the name of the queue
 * @param messageId the id that SQS gave the message
 */
public record Origin(String queue, String messageId) {

    /** The name of a queue. */
    public static String queue(String queueUrl) {
        return queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    }

    public Map<String, String> fields() {
        return Map.of("transport", "aws-sns-sqs", "queue", queue, "message_id", messageId);
    }

    /** {@code queue orders, message 5f9…}. */
    @Override
    public String toString() {
        return "queue " + queue + ", message " + messageId;
    }
}
