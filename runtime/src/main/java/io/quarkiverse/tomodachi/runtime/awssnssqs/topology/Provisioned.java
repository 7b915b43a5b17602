package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

/**
 * The queue of a handler as it exists.
 *
 * @param url the queue's URL
 * @param deadLetterUrl the URL of its dead-letter queue, {@code null} for none or one that cannot be looked up
 * @param visibilityTimeout seconds that a received message is hidden
 * @param redriven whether SQS itself moves messages to a dead-letter queue after a number of receives
 */
public record Provisioned(String url, String deadLetterUrl, int visibilityTimeout, boolean redriven) {
}
