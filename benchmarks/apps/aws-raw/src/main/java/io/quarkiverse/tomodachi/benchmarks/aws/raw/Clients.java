package io.quarkiverse.tomodachi.benchmarks.aws.raw;

import java.net.URI;

import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/** How all clients of the services are configured; region and credentials are system properties that the SDK knows. */
record Clients(boolean crt) {

    /** Enough for the long polls of all queues, and for other calls. */
    private static final int CONNECTIONS = 100;

    <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(B builder) {
        SdkAsyncHttpClient.Builder<?> http = crt ? AwsCrtAsyncHttpClient.builder().maxConcurrency(CONNECTIONS)
                : NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS);
        return builder.endpointOverride(URI.create(System.getProperty("aws-endpoint"))).httpClientBuilder(http)
                .asyncConfiguration(async -> async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                        Runnable::run));
    }
}
