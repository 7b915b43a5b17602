package io.quarkiverse.tomodachi.devservices.aws.sqs;

/**
 * What a queue tells the sender.
 *
 * @param sequenceNumber null in a standard queue
 */
public record SentMessage(String messageId, String sequenceNumber) {
}
