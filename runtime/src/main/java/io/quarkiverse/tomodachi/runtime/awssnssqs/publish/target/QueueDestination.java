package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames.QueueArn;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;

/**
 * A queue.
 *
 * @param queue its name on AWS, its ARN or its URL
 */
public record QueueDestination(String queue, SqsAsyncClient sqs) implements Destination {

    static boolean isUrl(String queue) {
        return queue.startsWith("https://") || queue.startsWith("http://");
    }

    /** The name alone, of a name, ARN or URL. */
    public static String name(String queue) {
        return isUrl(queue) ? queue.substring(queue.lastIndexOf('/') + 1)
                : AwsNames.queueArn(queue).map(QueueArn::name).orElse(queue);
    }

    @Override
    public boolean isFifo() {
        return AwsNames.isFifo(name(queue));
    }

    @Override
    public CompletionStage<QueueRoute> find() {
        if (isUrl(queue)) {
            return CompletableFuture.completedFuture(new QueueRoute(sqs, queue));
        }
        QueueArn arn = AwsNames.queueArn(queue).orElse(null);
        return sqs.getQueueUrl(GetQueueUrlRequest.builder().queueName(arn == null ? queue : arn.name())
                .queueOwnerAWSAccountId(arn != null && arn.hasOwner() ? arn.account() : null)
                .overrideConfiguration(CallTimes.of(sqs)).build())
                .thenApply(response -> new QueueRoute(sqs, response.queueUrl()));
    }

    @Override
    public void forget() {
        // nothing is kept
    }
}
