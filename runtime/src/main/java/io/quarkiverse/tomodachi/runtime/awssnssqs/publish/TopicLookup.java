package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * Finds topics by their names. SNS has no call for that, so the ARN is put together with the account's number, and asked for;
 * only a topic that does not exist is created. So no right to create topics is needed where they exist, and where there is no
 * right to ask either, the topic is taken to exist.
 */
final class TopicLookup {

    private static final String MAXIMUM_MESSAGE_SIZE = "MaximumMessageSize";

    private final SnsAsyncClient sns;
    private final Topics topics;
    private final OwnAccount account;

    TopicLookup(SnsAsyncClient sns, Topics topics, OwnAccount account) {
        this.sns = sns;
        this.topics = topics;
        this.account = account;
    }

    /**
     * @param name the name on AWS: encoded, with prefix
     * @param creation whether and how the topic is created if it does not exist
     */
    CompletionStage<Topic> find(String name, TopicCreation creation) {
        return account.topicArn(name)
                .thenCompose(arn -> arn.isPresent() ? ask(name, arn.get(), creation) : create(name, null, creation));
    }

    private CompletionStage<Topic> ask(String name, String arn, TopicCreation creation) {
        return sns.getTopicAttributes(
                GetTopicAttributesRequest.builder().topicArn(arn).overrideConfiguration(CallTimes.lookUp()).build())
                .thenApply(response -> Topic.read(arn, response.attributes()))
                .exceptionallyCompose(failure -> {
                    Throwable cause = cause(failure);
                    if (cause instanceof NotFoundException || isDenied(cause)) {
                        return create(name, isDenied(cause) ? arn : null, creation).toCompletableFuture();
                    }
                    return CompletableFuture.failedFuture(cause);
                });
    }

    /** @param arn the topic that is taken to exist if it cannot be created, or {@code null} */
    private CompletionStage<Topic> create(String name, String arn, TopicCreation creation) {
        if (!creation.allowed()) {
            return arn != null ? CompletableFuture.completedFuture(Topic.unread(arn))
                    : CompletableFuture.failedFuture(new IllegalStateException("the topic " + name + " does not exist, or the"
                            + " account could not be found out, and topics are not created (quarkus.tomodachi.aws-sns-sqs"
                            + ".topology)"));
        }
        return topics.arn(name, creation.attributes()).thenApply(Topic::unread).exceptionallyCompose(failure -> {
            Throwable cause = cause(failure);
            return arn != null && isDenied(cause) ? CompletableFuture.completedFuture(Topic.unread(arn))
                    : CompletableFuture.failedFuture(cause);
        });
    }

    /** Forgets what is known of a topic that does not exist any more. */
    void forget(String name) {
        topics.forget(name);
    }

    private static boolean isDenied(Throwable cause) {
        return cause instanceof AuthorizationErrorException
                || cause instanceof AwsServiceException failure && CallFailure.of(failure).kind() == CallFailure.Kind.DENIED;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /**
     * @param arn the topic
     * @param maximumMessageSize how many bytes a message may have
     * @param read when that was read, as {@link System#nanoTime()}; {@code null} if it is only assumed
     */
    record Topic(String arn, int maximumMessageSize, Long read) {

        static Topic unread(String arn) {
            return new Topic(arn, MessageSize.TOPIC_LIMIT, null);
        }

        static Topic read(String arn, Map<String, String> attributes) {
            String size = attributes.get(MAXIMUM_MESSAGE_SIZE);
            return new Topic(arn, size == null ? MessageSize.TOPIC_LIMIT : Integer.parseInt(size), System.nanoTime());
        }

        boolean isReadAfter(long nanoTime) {
            return read != null && read - nanoTime >= 0;
        }
    }
}
