package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The clients of the application. */
public record AwsClients(SqsAsyncClient sqs, SnsAsyncClient sns) {

    /** The result of a call, for code on worker threads; throws what the call failed with. */
    public static <T> T await(CompletionStage<T> call) {
        try {
            return call.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
