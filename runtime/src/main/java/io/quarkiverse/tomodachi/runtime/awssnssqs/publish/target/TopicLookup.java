package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallFailure;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * Finds topics by their names. SNS has no call for that, so the ARN is put together with the account's number, and asked for;
 * only a topic that does not exist is created. So no right to create topics is needed where they exist, and where there is no
 * right to ask either, the topic is taken to exist. Where the number cannot be found out, and no topic is to be created, it is
 * looked for in the list of all.
 */
public final class TopicLookup {

    private static final String MAXIMUM_MESSAGE_SIZE = "MaximumMessageSize";

    private final SnsAsyncClient sns;
    private final Topics topics;
    private final OwnAccount account;

    public TopicLookup(SnsAsyncClient sns, Topics topics, OwnAccount account) {
        this.sns = sns;
        this.topics = topics;
        this.account = account;
    }

    /**
     * @param name the name on AWS: encoded, with prefix
     * @param creation whether and how the topic is created if it does not exist
     */
    CompletionStage<Topic> find(String name, TopicCreation creation) {
        return account.topicArn(name).thenCompose(arn -> {
            if (arn.isPresent()) {
                return ask(name, arn.get(), creation);
            }
            return creation.allowed() ? create(name, creation, Topic::unreadable) : listed(name);
        });
    }

    /** In the list that there is, else in a new one, as the topic may be newer. */
    private CompletionStage<Topic> listed(String name) {
        return topics.find(name).thenCompose(arn -> {
            if (arn.isPresent()) {
                return CompletableFuture.completedFuture(arn);
            }
            forget(name);
            return topics.find(name);
        }).handle((arn, failure) -> {
            if (failure != null) {
                return CompletableFuture.<Topic> failedFuture(unlisted(name, Failures.unwrap(failure)));
            }
            return arn.isPresent() ? find(arn.get()) : CompletableFuture.<Topic> failedFuture(missing(name));
        }).thenCompose(outcome -> outcome);
    }

    private static IllegalStateException unlisted(String name, Throwable failure) {
        return new IllegalStateException("the topic " + name + " could not be looked up: neither could the account be found"
                + " out, by its credentials or sts:GetCallerIdentity, nor its topics be listed (sns:ListTopics): "
                + failure.getMessage() + ". It can be named by its ARN", failure);
    }

    /** The topic with an ARN, which is not created. */
    CompletionStage<Topic> find(String arn) {
        return read(arn).exceptionallyCompose(failure -> isDenied(Failures.unwrap(failure))
                ? CompletableFuture.completedFuture(Topic.unreadable(arn))
                : CompletableFuture.failedFuture(Failures.unwrap(failure)));
    }

    private CompletionStage<Topic> ask(String name, String arn, TopicCreation creation) {
        return read(arn).exceptionallyCompose(failure -> {
            Throwable cause = Failures.unwrap(failure);
            if (cause instanceof NotFoundException) {
                return create(name, creation, Topic::unread);
            }
            return isDenied(cause) ? createUnlessDenied(name, arn, creation) : CompletableFuture.failedFuture(cause);
        });
    }

    private CompletionStage<Topic> read(String arn) {
        return sns.getTopicAttributes(
                GetTopicAttributesRequest.builder().topicArn(arn).overrideConfiguration(CallTimes.of(sns)).build())
                .thenApply(response -> Topic.read(arn, response.attributes()));
    }

    /** @param arn the topic that is taken to exist if it cannot be created */
    private CompletionStage<Topic> createUnlessDenied(String name, String arn, TopicCreation creation) {
        if (!creation.allowed()) {
            return CompletableFuture.completedFuture(Topic.unreadable(arn));
        }
        return create(name, creation, Topic::unreadable).exceptionallyCompose(failure -> isDenied(Failures.unwrap(failure))
                ? CompletableFuture.completedFuture(Topic.unreadable(arn))
                : CompletableFuture.failedFuture(Failures.unwrap(failure)));
    }

    private CompletionStage<Topic> create(String name, TopicCreation creation, Function<String, Topic> created) {
        if (!creation.allowed()) {
            return CompletableFuture.failedFuture(missing(name));
        }
        return topics.arn(name, creation.attributes()).thenApply(created);
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("the topic " + name + " does not exist, and topics are not created"
                + " (quarkus.tomodachi.aws-sns-sqs.topology). A topic of another account can be named by its ARN");
    }

    /** Forgets what is known of a topic that does not exist any more. */
    void forget(String name) {
        topics.forget(name);
    }

    private static boolean isDenied(Throwable cause) {
        return cause instanceof AuthorizationErrorException
                || cause instanceof AwsServiceException failure && CallFailure.of(failure).kind() == CallFailure.Kind.DENIED;
    }

    /**
     * @param arn the topic
     * @param messageLimit how many bytes a message may have
     * @param batchLimit how many bytes a batch may have
     * @param readable whether the limits can be read again
     * @param read when they were read, as {@link System#nanoTime()}; {@code null} if they are only assumed
     */
    record Topic(String arn, int messageLimit, int batchLimit, boolean readable, Long read) {

        /** That was just created. */
        static Topic unread(String arn) {
            return new Topic(arn, MessageSize.TOPIC_LIMIT, MessageSize.TOPIC_LIMIT, true, null);
        }

        /** Whether a large message is too large is left to SNS. */
        static Topic unreadable(String arn) {
            return new Topic(arn, MessageSize.LIMIT, MessageSize.TOPIC_LIMIT, false, null);
        }

        static Topic read(String arn, Map<String, String> attributes) {
            String text = attributes.get(MAXIMUM_MESSAGE_SIZE);
            int size = text == null ? MessageSize.TOPIC_LIMIT : Integer.parseInt(text);
            return new Topic(arn, size, size, true, System.nanoTime());
        }

        boolean isOutdated(long nanoTime) {
            return readable && (read == null || read - nanoTime < 0);
        }
    }
}
