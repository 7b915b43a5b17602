package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** One long poll after the other. The next one begins when all messages of the last one were handled. */
final class Poller {

    /** What a call takes, and brings at most. */
    static final int BATCH = 10;

    private static final int WAIT_SECONDS = 20;

    private static final List<MessageSystemAttributeName> ATTRIBUTES = List.of(
            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
            MessageSystemAttributeName.MESSAGE_GROUP_ID, MessageSystemAttributeName.SENT_TIMESTAMP,
            MessageSystemAttributeName.AWS_TRACE_HEADER);

    private final SqsAsyncClient sqs;
    private final String queue;
    private final Executor handlers;
    private final Progress progress;
    private final ReceiveMessageRequest request;

    /** @param alike whether it asks for the attributes that Tomodachi asks for */
    Poller(SqsAsyncClient sqs, String queue, Executor handlers, String name, boolean alike) {
        this.sqs = sqs;
        this.queue = queue;
        this.handlers = handlers;
        this.progress = Progress.of(name);
        ReceiveMessageRequest.Builder asked = ReceiveMessageRequest.builder().queueUrl(queue).maxNumberOfMessages(BATCH)
                .waitTimeSeconds(WAIT_SECONDS);
        this.request = alike ? asked.messageAttributeNames("All").messageSystemAttributeNames(ATTRIBUTES).build()
                : asked.build();
    }

    void poll() {
        sqs.receiveMessage(request).whenComplete(this::received);
    }

    private void received(ReceiveMessageResponse response, Throwable failure) {
        if (failure != null) {
            failure.printStackTrace();
            return;
        }
        List<Message> messages = response.messages();
        if (messages.isEmpty()) {
            poll();
            return;
        }
        AtomicInteger left = new AtomicInteger(messages.size());
        for (Message message : messages) {
            handlers.execute(() -> {
                progress.handled(message.body().length());
                if (left.decrementAndGet() == 0) {
                    poll();
                    delete(messages);
                }
            });
        }
    }

    private void delete(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(position -> DeleteMessageBatchRequestEntry.builder().id(Integer.toString(position))
                        .receiptHandle(messages.get(position).receiptHandle()).build())
                .toList();
        sqs.deleteMessageBatch(batch -> batch.queueUrl(queue).entries(entries)).whenComplete((answer, failure) -> {
            if (failure != null || !answer.failed().isEmpty()) {
                System.err.println("Not deleted: " + (failure == null ? answer.failed() : failure));
            }
        });
    }
}
