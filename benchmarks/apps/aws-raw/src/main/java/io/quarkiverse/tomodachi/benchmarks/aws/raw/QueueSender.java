package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.quarkiverse.tomodachi.benchmarks.control.BatchSender;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Sends to a queue. */
final class QueueSender extends BatchSender {

    private final SqsAsyncClient sqs;
    private final String queue;
    private final UnaryOperator<String> bodies;

    QueueSender(SqsAsyncClient sqs, String queue, UnaryOperator<String> bodies) {
        this.sqs = sqs;
        this.queue = queue;
        this.bodies = bodies;
    }

    @Override
    protected CompletableFuture<? extends List<?>> send(List<String> batch) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(position -> SendMessageBatchRequestEntry.builder().id(Integer.toString(position))
                        .messageBody(bodies.apply(batch.get(position))).build())
                .toList();
        return sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries))
                .thenApply(SendMessageBatchResponse::failed);
    }
}
