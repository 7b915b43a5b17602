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

/** The client of SQS has a setting that only the HTTP client of the SDK knows, that of SNS one that both know. */
class AwsHttpClientSettingsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("http-settings-", Publishing.class,
            HttpClientName.class).overrideConfigKey("quarkus.sqs.async-client.connection-time-to-live", "60s")
            .overrideConfigKey("quarkus.sns.async-client.max-concurrency", "7");

    @BeforeAll
    static void assumeNoProxy() {
        HttpClientName.assumeNoProxy();
    }

    @Inject
    SqsAsyncClient sqs;

    @Inject
    SnsAsyncClient sns;

    @Test
    void calls_are_made_with_the_client_that_knows_the_setting() {
        assertThat(HttpClientName.of(sqs)).isEqualTo("NettyNio");
        assertThat(HttpClientName.of(sns)).isEqualTo("Vertx");
    }

    @TomodachiService("publishing")
    static class Publishing {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
