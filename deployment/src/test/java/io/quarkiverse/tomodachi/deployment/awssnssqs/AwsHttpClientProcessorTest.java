package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.amazon.common.runtime.AsyncHttpClientBuildTimeConfig.AsyncClientType;

class AwsHttpClientProcessorTest {

    @Test
    void warns_of_the_client_that_cannot_end_long_polls_where_there_are_any() {
        assertThat(AwsHttpClientProcessor.warning(true, AsyncClientType.AWS_CRT).orElseThrow())
                .contains("quarkus.sqs.async-client.type is aws-crt", "Remove the setting");
        assertThat(AwsHttpClientProcessor.warning(false, AsyncClientType.AWS_CRT)).isEmpty();
        assertThat(AwsHttpClientProcessor.warning(true, AsyncClientType.NETTY)).isEmpty();
    }
}
