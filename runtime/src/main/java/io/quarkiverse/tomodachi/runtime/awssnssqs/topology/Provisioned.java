package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

/**
 * The queue of a handler as it exists.
 *
 * @param url the queue's URL
 * @param deadLetterUrl the URL of its dead-letter queue, {@code null} for none or one that cannot be looked up
 * @param visibilityTimeout seconds that a received message is hidden
 * @param redriven whether SQS itself moves messages to a dead-letter queue after a number of receives
 * @param maxReceiveCount that number, or a smaller one that the handler declares; {@code null} if there is none or it is not
 *        known
 */
public record Provisioned(String url, String deadLetterUrl, int visibilityTimeout, boolean redriven,
        Integer maxReceiveCount) {

    /** Whether what fails may wait where it was received: SQS moves nothing, or what it would move is moved there before. */
    public boolean mayKeep() {
        return !redriven || deadLetterUrl != null && maxReceiveCount != null;
    }

    /** Whether SQS moves a message that was received so often. */
    public boolean isLastReceive(int count) {
        return maxReceiveCount != null && count >= maxReceiveCount;
    }
}
