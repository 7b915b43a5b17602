package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkiverse.tomodachi.benchmarks.control.BatchSender;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** Publishes to a topic. */
final class TopicSender extends BatchSender {

    private final SnsAsyncClient sns;
    private final String topic;

    TopicSender(SnsAsyncClient sns, String topic) {
        this.sns = sns;
        this.topic = topic;
    }

    @Override
    protected CompletableFuture<? extends List<?>> send(List<String> batch) {
        List<PublishBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(position -> PublishBatchRequestEntry.builder().id(Integer.toString(position))
                        .message(batch.get(position)).build())
                .toList();
        return sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries))
                .thenApply(PublishBatchResponse::failed);
    }
}
