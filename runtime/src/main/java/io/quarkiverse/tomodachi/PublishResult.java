package io.quarkiverse.tomodachi;

/**
 * What SNS or SQS said to a message that it accepted.
 *
 * @param messageId the id that SNS, or SQS for a message sent straight to a queue, gave
 * @param sequenceNumber the place in the order of a FIFO topic or queue, {@code null} for standard ones
 */
public record PublishResult(String messageId, String sequenceNumber) {
}
