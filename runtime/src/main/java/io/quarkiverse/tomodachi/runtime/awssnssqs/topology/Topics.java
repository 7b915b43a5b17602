package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/** The ARNs of topics, looked up and created with the same call: SNS has no look-up by name, and creating is idempotent. */
public final class Topics {

    private final SnsAsyncClient sns;
    private final Map<String, CompletableFuture<String>> arns = new ConcurrentHashMap<>();

    public Topics(SnsAsyncClient sns) {
        this.sns = sns;
    }

    /** @param name the name on AWS: encoded, with prefix */
    public CompletableFuture<String> arn(String name) {
        CompletableFuture<String> created = new CompletableFuture<>();
        CompletableFuture<String> known = arns.putIfAbsent(name, created);
        if (known != null) {
            return known;
        }
        create(name).whenComplete((arn, failure) -> {
            if (failure == null) {
                created.complete(arn);
            } else {
                arns.remove(name, created);
                created.completeExceptionally(failure);
            }
        });
        return created;
    }

    /** Forgets a topic that turned out not to exist any more. */
    public void forget(String name) {
        arns.remove(name);
    }

    private CompletableFuture<String> create(String name) {
        if (!AwsNames.isFifo(name)) {
            return create(name, Map.of());
        }
        return create(name, Map.of("FifoTopic", "true", "ContentBasedDeduplication", "false"))
                .exceptionallyCompose(failure -> isConflict(failure)
                        ? create(name, Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"))
                        : CompletableFuture.failedFuture(failure));
    }

    private CompletableFuture<String> create(String name, Map<String, String> attributes) {
        try {
            return sns.createTopic(request -> request.name(name).attributes(attributes))
                    .thenApply(CreateTopicResponse::topicArn);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The topic exists with other attributes; it is used as it is. */
    private static boolean isConflict(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof InvalidParameterException
                && String.valueOf(cause.getMessage()).contains("different attributes");
    }
}
