package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkiverse.tomodachi.benchmarks.control.BatchSender;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends to a queue. */
final class QueueSender extends BatchSender {

    private final SqsAsyncClient sqs;
    private final String queue;

    QueueSender(SqsAsyncClient sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    @Override
    protected CompletableFuture<? extends List<?>> send(List<String> batch) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(position -> SendMessageBatchRequestEntry.builder().id(Integer.toString(position))
                        .messageBody(batch.get(position)).build())
                .toList();
        return sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries))
                .thenApply(SendMessageBatchResponse::failed);
    }
}
