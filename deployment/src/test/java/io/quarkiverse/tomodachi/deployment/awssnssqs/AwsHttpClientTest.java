package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The client of SQS is as it is by default, that of SNS as the application has chosen. */
class AwsHttpClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("http-client-", Publishing.class,
            HttpClientName.class).overrideConfigKey("quarkus.sns.async-client.type", "netty");

    @BeforeAll
    static void assumeNoProxy() {
        HttpClientName.assumeNoProxy();
    }

    @Inject
    SqsAsyncClient sqs;

    @Inject
    SnsAsyncClient sns;

    @Test
    void calls_are_made_with_vertx() {
        assertThat(HttpClientName.of(sqs)).isEqualTo("Vertx");
    }

    @Test
    void calls_are_made_with_the_client_that_is_chosen() {
        assertThat(HttpClientName.of(sns)).isEqualTo("NettyNio");
    }

    @TomodachiService("publishing")
    static class Publishing {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
