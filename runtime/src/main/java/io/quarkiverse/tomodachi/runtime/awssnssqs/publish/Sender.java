package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SnsAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TypedValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Makes the calls that publish and send. */
public final class Sender {

    /** How long a message may take with all attempts, so that a caller who waits does not wait for ever. */
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private final AwsClients clients;
    private final Topics topics;
    private final QueueUrls queues;

    public Sender(AwsClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
        this.queues = new QueueUrls(clients.sqs());
    }

    /** @param topic the name on AWS; the topic is created if it does not exist */
    CompletionStage<PublishResult> publish(String topic, String message, Map<String, TypedValue> attributes,
            PublishOptions options) {
        PublishRequest.Builder request = PublishRequest.builder().message(message)
                .messageAttributes(SnsAttributes.of(attributes)).messageGroupId(options.groupId())
                .messageDeduplicationId(deduplicationId(topic, options))
                .overrideConfiguration(override -> override.apiCallTimeout(DEADLINE));
        return publish(topic, request).exceptionallyCompose(failure -> {
            if (cause(failure) instanceof NotFoundException) {
                // somebody has deleted the topic since
                topics.forget(topic);
                return publish(topic, request);
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    private CompletableFuture<PublishResult> publish(String topic, PublishRequest.Builder request) {
        return topics.arn(topic).thenCompose(arn -> clients.sns().publish(request.topicArn(arn).build()))
                .thenApply(response -> new PublishResult(response.messageId(), response.sequenceNumber()));
    }

    /** @param queue a name on AWS, an ARN or a URL */
    CompletionStage<PublishResult> send(String queue, Body body, Map<String, TypedValue> attributes, PublishOptions options) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .messageAttributes(MessageAttributes.toSqs(attributes)).messageGroupId(options.groupId())
                .messageDeduplicationId(deduplicationId(QueueUrls.name(queue), options))
                .overrideConfiguration(override -> override.apiCallTimeout(DEADLINE));
        if (options.delay() != null) {
            request.delaySeconds((int) options.delay().toSeconds());
        }
        return queues.url(queue).thenCompose(url -> {
            try {
                return clients.sqs().sendMessage(request.queueUrl(url).messageBody(body.write(url)).build());
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }).whenComplete((response, failure) -> {
            if (cause(failure) instanceof QueueDoesNotExistException) {
                queues.forget(queue);
            }
        }).thenApply(response -> new PublishResult(response.messageId(), response.sequenceNumber()));
    }

    /** A FIFO message needs one; without a given one each message is another one. */
    private static String deduplicationId(String name, PublishOptions options) {
        return options.deduplicationId() == null && AwsNames.isFifo(name) ? UUID.randomUUID().toString()
                : options.deduplicationId();
    }

    private static Throwable cause(Throwable failure) {
        return failure == null || failure.getCause() == null ? failure : failure.getCause();
    }

    /** Writes the body for a queue. */
    @FunctionalInterface
    interface Body {

        String write(String url) throws Exception;
    }
}
