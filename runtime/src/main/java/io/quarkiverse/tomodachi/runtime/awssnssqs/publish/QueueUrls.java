package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames.QueueArn;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;

/** The URLs of queues that messages are sent to, each looked up once. */
public final class QueueUrls {

    private final SqsAsyncClient sqs;
    private final Map<String, CompletableFuture<String>> urls = new ConcurrentHashMap<>();

    public QueueUrls(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /** @param queue a name on AWS, an ARN or a URL */
    CompletableFuture<String> url(String queue) {
        if (isUrl(queue)) {
            return CompletableFuture.completedFuture(queue);
        }
        CompletableFuture<String> found = new CompletableFuture<>();
        CompletableFuture<String> known = urls.putIfAbsent(queue, found);
        if (known != null) {
            return known;
        }
        lookUp(queue).whenComplete((url, failure) -> {
            if (failure == null) {
                found.complete(url);
            } else {
                urls.remove(queue, found);
                found.completeExceptionally(failure);
            }
        });
        return found;
    }

    /** Forgets a queue that turned out not to exist any more. */
    void forget(String queue) {
        urls.remove(queue);
    }

    static boolean isUrl(String queue) {
        return queue.startsWith("https://") || queue.startsWith("http://");
    }

    /** The name alone, of a name, ARN or URL. */
    static String name(String queue) {
        return isUrl(queue) ? queue.substring(queue.lastIndexOf('/') + 1)
                : AwsNames.queueArn(queue).map(QueueArn::name).orElse(queue);
    }

    private CompletableFuture<String> lookUp(String queue) {
        QueueArn arn = AwsNames.queueArn(queue).orElse(null);
        try {
            return sqs.getQueueUrl(request -> request.queueName(arn == null ? queue : arn.name())
                    .queueOwnerAWSAccountId(arn != null && arn.hasOwner() ? arn.account() : null))
                    .thenApply(GetQueueUrlResponse::queueUrl);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
