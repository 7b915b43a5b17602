package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SentBody;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TypedValue;

/**
 * What a message says.
 *
 * @param payload what the envelope made
 * @param attributes the attributes
 * @param bytes both, as AWS counts those of a message to a topic
 * @param groupId the group, or {@code null}
 * @param deduplicationId {@code null} for standard topics and queues; the same for all attempts
 * @param delay how long a queue holds it back, or {@code null}
 * @param created when it was published, for queues; {@code null} for topics, which tell their own time
 * @param traceHeader what a queue carries of a trace apart from the attributes, or {@code null}
 */
public record Content(String payload, Map<String, TypedValue> attributes, int bytes, String groupId, String deduplicationId,
        Duration delay, Instant created, String traceHeader) {

    /** The body of a message to a queue, in ASCII. */
    String body(String queueUrl) {
        try {
            return SentBody.write(payload, queueUrl, created, attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The message cannot be written as JSON", e);
        }
    }
}
