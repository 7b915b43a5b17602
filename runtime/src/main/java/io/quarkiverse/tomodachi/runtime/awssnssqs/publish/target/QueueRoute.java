package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallLimits;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Sends to one queue. */
record QueueRoute(SqsAsyncClient sqs, String url) implements Route {

    @Override
    public int bytes(Publication publication) {
        return publication.body(url).bytes();
    }

    @Override
    public int messageLimit() {
        return MessageSize.LIMIT;
    }

    @Override
    public int batchLimit() {
        return MessageSize.LIMIT;
    }

    @Override
    public boolean isOutdated(Publication publication) {
        return false;
    }

    @Override
    public String limitText() {
        return "SQS takes " + MessageSize.LIMIT + " at most";
    }

    @Override
    public CompletionStage<List<Result>> send(List<Publication> publications, CallLimits.Limit limit) {
        if (publications.size() == 1) {
            return limit.on(sqs.sendMessage(single(publications.get(0))))
                    .thenApply(response -> List.of(Result.accepted(response.messageId(), response.sequenceNumber())));
        }
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>(publications.size());
        publications.forEach(publication -> entries.add(entry(entries.size(), publication)));
        return limit.on(sqs.sendMessageBatch(SendMessageBatchRequest.builder().queueUrl(url).entries(entries).build()))
                .thenApply(response -> results(response, publications.size()));
    }

    private SendMessageRequest single(Publication publication) {
        Content content = publication.content();
        return SendMessageRequest.builder().queueUrl(url).messageBody(publication.body(url).text())
                .messageAttributes(MessageAttributes.toSqs(content.attributes())).messageGroupId(content.groupId())
                .messageDeduplicationId(content.deduplicationId()).delaySeconds(seconds(content.delay()))
                .messageSystemAttributes(header(content)).build();
    }

    private SendMessageBatchRequestEntry entry(int position, Publication publication) {
        Content content = publication.content();
        return SendMessageBatchRequestEntry.builder().id(Integer.toString(position)).messageBody(publication.body(url).text())
                .messageAttributes(MessageAttributes.toSqs(content.attributes())).messageGroupId(content.groupId())
                .messageDeduplicationId(content.deduplicationId()).delaySeconds(seconds(content.delay()))
                .messageSystemAttributes(header(content)).build();
    }

    private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> header(Content content) {
        return content.traceHeader() == null ? null
                : Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder().dataType("String").stringValue(content.traceHeader()).build());
    }

    private static Integer seconds(Duration delay) {
        return delay == null ? null : (int) delay.toSeconds();
    }

    private static List<Result> results(SendMessageBatchResponse response, int size) {
        Result[] results = new Result[size];
        response.successful().forEach(entry -> results[Integer.parseInt(entry.id())] = Result.accepted(entry.messageId(),
                entry.sequenceNumber()));
        response.failed().forEach(entry -> results[Integer.parseInt(entry.id())] = Result.failed(entry.senderFault(),
                entry.code(), entry.message()));
        return Result.all(results);
    }
}
