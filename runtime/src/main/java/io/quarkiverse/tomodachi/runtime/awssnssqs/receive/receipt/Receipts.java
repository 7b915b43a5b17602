package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.Throttling;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/**
 * Deletes the messages of one queue, and changes when they become visible, in batches. Entries are named by their positions:
 * the same message may come twice in one batch, and SQS wants distinct names.
 */
public final class Receipts {

    private static final String[] IDS = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" };
    private static final Answer ALL_TAKEN = new Answer(Map.of());

    private static final Duration RETRY_DELAY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final SqsAsyncClient sqs;
    private final Supplier<String> queueUrl;
    private final OutcomeTrouble trouble;
    private final DeleteWindow window;
    private final EntryBatcher<String> deletes;

    public Receipts(SqsAsyncClient sqs, OutcomeTrouble trouble, DeleteWindow window, Supplier<String> queueUrl,
            ScheduledExecutorService timer) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.trouble = trouble;
        this.window = window;
        this.deletes = new EntryBatcher<>(this::sendDeletes, timer, window, RETRY_DELAY, PATIENCE);
    }

    /** @param told told what came of it, as by {@link EntryBatcher#add} */
    public void delete(String receiptHandle, Consumer<Throwable> told) {
        deletes.add(receiptHandle, told);
    }

    /** Something waits for the deletes. */
    public void hurryDeletes() {
        deletes.hurry(window.shortest());
    }

    /** What waits goes out nearly at once, together with what is rejected at the same time. */
    public void hurryDeletesAfterCopy() {
        deletes.hurry(DeleteWindow.AFTER_COPY);
    }

    public void flush() {
        deletes.flush();
    }

    /**
     * Makes one call now, and tells what came of it.
     *
     * @param patience how long the answer is waited for
     */
    public CompletionStage<Answer> changeNow(List<Visibility> changes, Duration patience) {
        try {
            return sendVisibilities(changes, patience);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** How many messages SQS has not yet deleted. */
    public int unsettled() {
        return deletes.unsettled();
    }

    public void lookForEndOfTrouble() {
        trouble.lookForEnd();
    }

    /** Why outcomes cannot be told, empty if they can. */
    public Optional<String> problem() {
        return trouble.problem();
    }

    public CompletionStage<Void> drain() {
        return deletes.drain();
    }

    private CompletionStage<Answer> sendDeletes(List<String> handles) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(handles.size());
        for (String handle : handles) {
            entries.add(DeleteMessageBatchRequestEntry.builder().id(IDS[entries.size()]).receiptHandle(handle).build());
        }
        return watch(within(LONGEST_CALL, () -> sqs.deleteMessageBatch(
                DeleteMessageBatchRequest.builder().queueUrl(queueUrl.get()).entries(entries).build())),
                DeleteMessageBatchResponse::failed, trouble.deleting());
    }

    private CompletionStage<Answer> sendVisibilities(List<Visibility> changes, Duration patience) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(changes.size());
        for (Visibility change : changes) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder().id(IDS[entries.size()])
                    .receiptHandle(change.receiptHandle()).visibilityTimeout(change.seconds()).build());
        }
        return watch(within(patience,
                () -> sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl.get()).entries(entries))),
                ChangeMessageVisibilityBatchResponse::failed, trouble.hiding());
    }

    /** Its timer ends with the call; those of the client, two for each call, stay until their times are over. */
    private static <T> CompletableFuture<T> within(Duration time, Supplier<CompletableFuture<T>> call) {
        try {
            return call.get().orTimeout(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <R> CompletionStage<Answer> watch(CompletableFuture<R> call,
            Function<R, List<BatchResultErrorEntry>> failed, Trouble concerned) {
        return call.handle((response, failure) -> {
            if (failure == null) {
                concerned.succeeded();
                return answer(failed.apply(response));
            }
            if (AwsFailures.isGone(failure)) {
                throw new CompletionException(
                        new EntryRefusedException("the queue does not exist any more", AwsFailures.unwrap(failure)));
            }
            concerned.failed(failure);
            throw failure instanceof CompletionException known ? known : new CompletionException(failure);
        });
    }

    /** What AWS refuses for good, such as a receipt handle that is too old, is the sender's fault; so is haste. */
    private static Answer answer(List<BatchResultErrorEntry> failed) {
        if (failed.isEmpty()) {
            return ALL_TAKEN;
        }
        Map<Integer, Throwable> failures = new HashMap<>();
        for (BatchResultErrorEntry entry : failed) {
            failures.put(Integer.valueOf(entry.id()), failure(entry));
        }
        return new Answer(failures);
    }

    static Exception failure(BatchResultErrorEntry entry) {
        String reason = entry.message() == null ? entry.code() : entry.message();
        return Boolean.TRUE.equals(entry.senderFault()) && !Throttling.is(entry.code())
                ? new EntryRefusedException(reason, null)
                : new IllegalStateException(reason);
    }
}
