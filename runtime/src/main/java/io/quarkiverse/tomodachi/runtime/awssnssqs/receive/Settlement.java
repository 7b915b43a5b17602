package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Tells SQS what became of the messages of one queue. */
final class Settlement {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /** SQS hides a message for 12 hours at most, counted from its receive. */
    private static final long LARGEST_DELAY = Duration.ofHours(12).toSeconds();

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final SqsAsyncClient sqs;
    private final Receipts receipts;
    private final Supplier<String> deadLetterUrl;

    /** @param deadLetterUrl gives the URL of the dead-letter queue, {@code null} for none */
    Settlement(SqsAsyncClient sqs, Receipts receipts, Supplier<String> deadLetterUrl) {
        this.sqs = sqs;
        this.receipts = receipts;
        this.deadLetterUrl = deadLetterUrl;
    }

    void delete(SqsDelivery delivery) {
        receipts.delete(delivery.receiptHandle());
    }

    /** Gives a message that nobody handled back to the queue. */
    void release(SqsDelivery delivery) {
        receipts.changeVisibility(delivery.receiptHandle(), 0);
    }

    void retry(SqsDelivery delivery, Duration delay) {
        long seconds = delay.isNegative() ? 0 : delay.plusSeconds(1).minusNanos(1).toSeconds();
        long hidden = Duration.between(delivery.received(), Instant.now()).toSeconds() + 1;
        receipts.changeVisibility(delivery.receiptHandle(), (int) Math.max(0, Math.min(seconds, LARGEST_DELAY - hidden)));
    }

    boolean hasDeadLetterQueue() {
        return deadLetterUrl.get() != null;
    }

    /** To the dead-letter queue, else away. Where the dead-letter queue does not take it, the message stays. */
    CompletionStage<Void> reject(SqsDelivery delivery) {
        String target = deadLetterUrl.get();
        if (target == null) {
            LOG.warnf("A rejected message is discarded, there is no dead-letter queue [%s]", delivery.origin());
            delete(delivery);
            return CompletableFuture.completedFuture(null);
        }
        return sqs.sendMessage(copy(delivery, target)).handle((sent, failure) -> {
            if (failure != null) {
                retry(delivery, PAUSE_AFTER_FAILURE);
                throw new IllegalStateException("A rejected message could not be moved to " + target + " and stays", failure);
            }
            delete(delivery);
            return null;
        });
    }

    private static SendMessageRequest copy(SqsDelivery delivery, String target) {
        SendMessageRequest.Builder copy = SendMessageRequest.builder().queueUrl(target).messageBody(delivery.source().body())
                .messageAttributes(delivery.message().messageAttributes());
        if (target.endsWith(".fifo")) {
            String id = delivery.source().sqsMessageId();
            copy.messageGroupId(delivery.group() == null ? id : delivery.group()).messageDeduplicationId(id);
        }
        return copy.build();
    }

    void flush() {
        receipts.flush();
    }

    /** Completes when everything was told. */
    CompletionStage<Void> drain() {
        return receipts.drain();
    }
}
