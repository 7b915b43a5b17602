package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Leases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease.Releases;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Receipts;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;

/** Tells SQS what became of the messages of one queue. */
public final class Settlement {

    /** After which a message comes again that could not be rejected. */
    public static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    /** SQS counts in whole seconds. In less than one the polls are closed, and SQS knows. */
    private static final Duration UNTIL_POLLS_HAVE_ENDED = Duration.ofSeconds(1);

    private final Receipts receipts;
    private final Releases releases;
    private final Leases leases;
    private final DeadLetters deadLetters;
    private final Supplier<Provisioned> provisioned;

    /** @param provisioned gives the queue as it is */
    public Settlement(Receipts receipts, Releases releases, Leases leases, DeadLetters deadLetters,
            Supplier<Provisioned> provisioned) {
        this.receipts = receipts;
        this.releases = releases;
        this.leases = leases;
        this.deadLetters = deadLetters;
        this.provisioned = provisioned;
    }

    /** The message stays hidden until SQS has deleted it. */
    void delete(SqsDelivery delivery) {
        boolean endsSoon = delivery.lease().settling();
        receipts.delete(delivery.lease().receiptHandle(), problem -> deleted(delivery, problem));
        if (endsSoon) {
            receipts.flush();
        }
    }

    /** Deletes soon, as the handler may wait for that, and tells when SQS has. */
    CompletionStage<Void> deleteByHand(SqsDelivery delivery) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean endsSoon = delivery.lease().settling();
        receipts.delete(delivery.lease().receiptHandle(), problem -> {
            deleted(delivery, problem);
            if (problem == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(problem);
            }
        });
        if (endsSoon) {
            receipts.flush();
        } else {
            hurry();
        }
        return done;
    }

    private void deleted(SqsDelivery delivery, Throwable problem) {
        leases.end(delivery.lease());
        if (problem != null) {
            DeliveryLog.notDeleted(delivery, problem);
        }
    }

    /**
     * Gives messages that nobody handled back to the queue.
     *
     * @param ending whether the last polls are being closed, which are not to get them
     */
    public void release(List<SqsDelivery> deliveries, boolean ending) {
        deliveries.forEach(delivery -> release(delivery, ending ? UNTIL_POLLS_HAVE_ENDED : Duration.ZERO));
    }

    private CompletionStage<Void> release(SqsDelivery delivery, Duration least) {
        Duration left = delivery.wasKept() ? Duration.between(leases.now(), delivery.notBefore()) : least;
        return retry(delivery, left.compareTo(least) < 0 ? least : left);
    }

    public CompletionStage<Void> retry(SqsDelivery delivery, Duration delay) {
        return releases.release(delivery.lease(), delay).whenComplete((released, failure) -> {
            if (failure != null) {
                DeliveryLog.notReleased(delivery, failure);
            }
        });
    }

    /** When an attempt may begin that is put off. */
    public Instant after(Duration delay) {
        return leases.now().plus(delay);
    }

    CompletionStage<Void> extend(SqsDelivery delivery, Duration time) {
        return leases.hide(delivery.lease(), time);
    }

    /** Whether SQS moves the message to the dead-letter queue when it is to be received once more. */
    boolean isLastReceive(SqsDelivery delivery) {
        return provisioned.get().isLastReceive(delivery.attempt());
    }

    boolean hasDeadLetterQueue() {
        return provisioned.get().deadLetterUrl() != null || provisioned.get().redriven();
    }

    /**
     * To the dead-letter queue, else away.
     *
     * @return fails where the dead-letter queue does not take it, and where that is not known and SQS itself moves messages to
     *         it: the message is to come again then; and where it is no longer kept from others
     */
    public CompletionStage<Void> reject(SqsDelivery delivery, Throwable reason) {
        if (delivery.lease().isLost()) {
            return CompletableFuture.failedFuture(new IllegalStateException("A rejected message is no longer kept from others,"
                    + " and left to those who get it next"));
        }
        Provisioned from = provisioned.get();
        String target = from.deadLetterUrl();
        if (target == null && from.redriven()) {
            return CompletableFuture.failedFuture(new IllegalStateException("A rejected message stays until SQS itself moves"
                    + " it to the dead-letter queue, which cannot be looked up"));
        }
        if (target == null) {
            DeliveryLog.discarded(delivery);
            delete(delivery);
            return CompletableFuture.completedFuture(null);
        }
        return deadLetters.take(delivery, target, reason).thenRun(() -> {
            delete(delivery);
            receipts.hurryDeletesAfterCopy();
        });
    }

    /** Whether so much is left to tell that it would be of no use to receive more. */
    public boolean isClogged(int concurrency) {
        return receipts.unsettled() + releases.unsettled() > 100 + 10L * concurrency;
    }

    /** To be called from time to time, as what does not work may just not be asked for any more. */
    public void lookForEndOfTrouble() {
        receipts.lookForEndOfTrouble();
        deadLetters.lookForEndOfTrouble();
    }

    /** Why outcomes cannot be told, empty if they can. */
    public Optional<String> problem() {
        return receipts.problem().or(deadLetters::problem);
    }

    public void flush() {
        receipts.flush();
        releases.flush();
    }

    /** Something waits for messages to be deleted. */
    public void hurry() {
        receipts.hurryDeletes();
    }

    /** Deletes what waits for that; completes when SQS knows which messages go back. */
    public CompletionStage<Void> drainReleased() {
        receipts.flush();
        return releases.drain();
    }

    /** Completes when everything was told. */
    public CompletionStage<Void> drain() {
        return receipts.drain().thenCombine(releases.drain(), (deleted, released) -> null);
    }
}
