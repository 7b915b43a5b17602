package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallLimits;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.TopicLookup.Topic;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SnsAttributes;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Publishes to one topic. */
record TopicRoute(SnsAsyncClient sns, Topic topic) implements Route {

    @Override
    public int bytes(Publication publication) {
        return publication.bytes();
    }

    @Override
    public int messageLimit() {
        return topic.messageLimit();
    }

    @Override
    public int batchLimit() {
        return topic.batchLimit();
    }

    @Override
    public boolean isOutdated(Publication publication) {
        return topic.isOutdated(publication.created());
    }

    @Override
    public String limitText() {
        return "topic " + topic.arn() + " takes " + messageLimit() + " at most, which its attribute MaximumMessageSize can"
                + " raise to 1 MiB";
    }

    @Override
    public CompletionStage<List<Result>> send(List<Publication> publications, CallLimits.Limit limit) {
        if (publications.size() == 1) {
            return limit.on(sns.publish(single(publications.get(0).content())))
                    .thenApply(response -> List.of(Result.accepted(response.messageId(), response.sequenceNumber())));
        }
        List<PublishBatchRequestEntry> entries = new ArrayList<>(publications.size());
        publications.forEach(publication -> entries.add(entry(entries.size(), publication.content())));
        return limit.on(sns.publishBatch(
                PublishBatchRequest.builder().topicArn(topic.arn()).publishBatchRequestEntries(entries).build()))
                .thenApply(response -> results(response, publications.size()));
    }

    private PublishRequest single(Content content) {
        return PublishRequest.builder().topicArn(topic.arn()).message(content.payload())
                .messageAttributes(SnsAttributes.of(content.attributes())).messageGroupId(content.groupId())
                .messageDeduplicationId(content.deduplicationId()).build();
    }

    private static PublishBatchRequestEntry entry(int position, Content content) {
        return PublishBatchRequestEntry.builder().id(Integer.toString(position)).message(content.payload())
                .messageAttributes(SnsAttributes.of(content.attributes())).messageGroupId(content.groupId())
                .messageDeduplicationId(content.deduplicationId()).build();
    }

    private static List<Result> results(PublishBatchResponse response, int size) {
        Result[] results = new Result[size];
        response.successful().forEach(entry -> results[Integer.parseInt(entry.id())] = Result.accepted(entry.messageId(),
                entry.sequenceNumber()));
        response.failed().forEach(entry -> results[Integer.parseInt(entry.id())] = Result.failed(entry.senderFault(),
                entry.code(), entry.message()));
        return Result.all(results);
    }
}
