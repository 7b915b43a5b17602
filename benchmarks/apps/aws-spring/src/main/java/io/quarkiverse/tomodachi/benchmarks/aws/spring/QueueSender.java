package io.quarkiverse.tomodachi.benchmarks.aws.spring;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

import io.awspring.cloud.sqs.operations.SqsTemplate;
import io.quarkiverse.tomodachi.benchmarks.control.BatchSender;

/** Sends to the queue, as many messages at once as a call takes. */
final class QueueSender extends BatchSender {

    private final SqsTemplate sqs;

    QueueSender(SqsTemplate sqs) {
        this.sqs = sqs;
    }

    @Override
    protected CompletableFuture<? extends List<?>> send(List<String> batch) {
        List<Message<String>> messages = batch.stream().<Message<String>> map(GenericMessage::new).toList();
        return sqs.sendManyAsync(SpringClient.QUEUES + "sink", messages).thenApply(result -> List.copyOf(result.failed()));
    }
}
