package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.QueueCalls;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Sends copies of rejected messages to the dead-letter queue, and has that made again when it is gone. */
public final class DeadLetters {

    private static final int LONGEST_CALL_SECONDS = 10;

    /** Rejected messages that stay come again after that time, too. */
    private static final long PAUSE = Settlement.PAUSE_AFTER_FAILURE.toNanos();

    /** What was refused comes again sooner, if nobody else has settled it. */
    private static final Duration MEMORY = Duration.ofMinutes(2);

    private final SqsAsyncClient sqs;
    private final DeadLetterCopy copies;
    private final Supplier<CompletionStage<String>> again;
    private final Trouble trouble;
    private CompletableFuture<String> renewal;
    private long renewalBegin;

    /** @param again makes the dead-letter queue again and gives its URL; {@code null} where others are to do that */
    public DeadLetters(SqsAsyncClient sqs, DeadLetterCopy copies, Supplier<CompletionStage<String>> again) {
        this.sqs = sqs;
        this.copies = copies;
        this.again = again;
        this.trouble = new Trouble(
                "Rejected messages of queue " + copies.queue() + " cannot be moved to its dead-letter queue and stay",
                Map.of("queue", copies.queue()), MEMORY, new QueueCalls(System::nanoTime));
    }

    /** @return completes when the queue has taken the copy; fails if it does not, which has been told to those who watch */
    CompletionStage<Void> take(SqsDelivery delivery, String target, Throwable reason) {
        return send(delivery, target, reason)
                .exceptionallyCompose(failure -> again != null && AwsFailures.isGone(failure)
                        ? renewed().thenCompose(url -> send(delivery, url, reason))
                        : CompletableFuture.failedFuture(failure))
                .handle((sent, failure) -> {
                    if (failure == null) {
                        trouble.succeeded();
                        return null;
                    }
                    trouble.failed(failure);
                    throw new CompletionException(new IllegalStateException("A rejected message could not be moved to "
                            + target + " and stays: " + AwsFailures.reason(failure)));
                });
    }

    /** Without the reason where the queue does not take it: it may be one for smaller messages than SQS takes at most. */
    private CompletionStage<Void> send(SqsDelivery delivery, String target, Throwable reason) {
        return send(() -> copies.of(delivery, target, reason))
                .exceptionallyCompose(failure -> AwsFailures.isInvalid(failure) ? send(() -> copies.plain(delivery, target))
                        : CompletableFuture.failedFuture(failure));
    }

    /** The text of the reason is code of the application, and may throw. */
    private CompletionStage<Void> send(Supplier<SendMessageRequest> copy) {
        try {
            return sqs.sendMessage(copy.get()).orTimeout(LONGEST_CALL_SECONDS, TimeUnit.SECONDS)
                    .thenAccept(sent -> {
                    });
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Once for all that are rejected meanwhile. It may take longer than they wait: SQS takes no name again within a minute. */
    private synchronized CompletionStage<String> renewed() {
        if (renewal == null || renewal.isDone() && System.nanoTime() - renewalBegin > PAUSE) {
            renewalBegin = System.nanoTime();
            renewal = again.get().toCompletableFuture();
        }
        return renewal.copy().orTimeout(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
    }

    void lookForEndOfTrouble() {
        trouble.lookForEnd();
    }

    /** Why rejected messages stay, empty if they do not. */
    Optional<String> problem() {
        return trouble.problem();
    }
}
