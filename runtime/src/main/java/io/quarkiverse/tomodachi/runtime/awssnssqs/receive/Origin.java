package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.util.Map;

/**
 * Where a message comes from, for logs.
 *
 * @param queue the name of the queue
 * @param messageId the id that SQS gave the message
 */
record Origin(String queue, String messageId) {

    static Origin of(String queueUrl, String messageId) {
        return new Origin(queueUrl.substring(queueUrl.lastIndexOf('/') + 1), messageId);
    }

    Map<String, String> fields() {
        return Map.of("transport", "aws-sns-sqs", "queue", queue, "message_id", messageId);
    }

    /** {@code queue orders, message 5f9…}. */
    @Override
    public String toString() {
        return "queue " + queue + ", message " + messageId;
    }
}
