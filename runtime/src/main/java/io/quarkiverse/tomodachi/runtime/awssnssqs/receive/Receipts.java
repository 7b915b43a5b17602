package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jboss.logging.Logger;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/** Deletes the messages of one queue, and changes when they become visible, in batches. */
final class Receipts {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final Duration RETRY_DELAY = Duration.ofMillis(250);

    private final SqsAsyncClient sqs;
    private final Supplier<String> queueUrl;
    private final EntryBatcher<String> deletes;
    private final EntryBatcher<Visibility> visibilities;

    Receipts(SqsAsyncClient sqs, Supplier<String> queueUrl, ScheduledExecutorService timer) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.deletes = new EntryBatcher<>("deleted", this::sendDeletes, timer, WINDOW, RETRY_DELAY);
        this.visibilities = new EntryBatcher<>("made visible at their time", this::sendVisibilities, timer, WINDOW,
                RETRY_DELAY);
    }

    void delete(String receiptHandle) {
        deletes.add(receiptHandle);
    }

    void changeVisibility(String receiptHandle, int seconds) {
        visibilities.add(new Visibility(receiptHandle, seconds));
    }

    void flush() {
        deletes.flush();
        visibilities.flush();
    }

    CompletionStage<Void> drain() {
        return deletes.drain().thenCombine(visibilities.drain(), (deleted, changed) -> null);
    }

    private CompletionStage<Set<Integer>> sendDeletes(List<String> handles) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, handles.size())
                .mapToObj(position -> DeleteMessageBatchRequestEntry.builder().id(Integer.toString(position))
                        .receiptHandle(handles.get(position)).build())
                .toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl.get()).entries(entries))
                .thenApply(response -> retryable("deleted", response.failed()));
    }

    private CompletionStage<Set<Integer>> sendVisibilities(List<Visibility> changes) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = IntStream.range(0, changes.size())
                .mapToObj(position -> ChangeMessageVisibilityBatchRequestEntry.builder().id(Integer.toString(position))
                        .receiptHandle(changes.get(position).receiptHandle())
                        .visibilityTimeout(changes.get(position).seconds()).build())
                .toList();
        return sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queueUrl.get()).entries(entries))
                .thenApply(response -> retryable("made visible at its time", response.failed()));
    }

    /** What AWS refuses for good, such as a receipt handle that is too old, is not tried again. */
    private static Set<Integer> retryable(String purpose, List<BatchResultErrorEntry> failed) {
        failed.stream().filter(entry -> Boolean.TRUE.equals(entry.senderFault())).forEach(entry -> LOG
                .warnf("A message could not be %s: %s", purpose, entry.message() == null ? entry.code() : entry.message()));
        return failed.stream().filter(entry -> !Boolean.TRUE.equals(entry.senderFault()))
                .map(entry -> Integer.valueOf(entry.id())).collect(Collectors.toSet());
    }

    private record Visibility(String receiptHandle, int seconds) {
    }
}
