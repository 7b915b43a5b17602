package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;

/**
 * What a sender gives to a queue.
 *
 * @param delaySeconds null for the queue's own delay
 * @param groupId the message group, or null
 * @param deduplicationId null for none, or for the queue to take the body's digest
 * @param traceHeader the tracing header, or null
 */
public record NewMessage(String body, Map<String, MessageAttribute> attributes, Integer delaySeconds, String groupId,
        String deduplicationId, String traceHeader) {

    NewMessage withDeduplicationId(String id) {
        return new NewMessage(body, attributes, delaySeconds, groupId, id, traceHeader);
    }
}
