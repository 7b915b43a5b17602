package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;

/**
 * What is published.
 *
 * @param message the text for queues
 * @param subject null if there is none
 * @param groupId null if there is none
 * @param deduplicationId null on a standard topic
 */
record Publication(String message, String subject, Map<String, MessageAttribute> attributes, String groupId,
        String deduplicationId) {
}
