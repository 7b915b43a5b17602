package io.quarkiverse.tomodachi.benchmarks.aws.quarkus;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.benchmarks.aws.raw.RawClient;
import io.quarkus.runtime.StartupEvent;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The program on the SDK that does as Tomodachi does, in an application of Quarkus and with the clients of that. */
@Singleton
public class RawClientInQuarkus {

    void start(@Observes StartupEvent started, SqsAsyncClient sqs, SnsAsyncClient sns) throws Exception {
        RawClient.start(sqs, sqs, sns, "quarkus");
    }
}
