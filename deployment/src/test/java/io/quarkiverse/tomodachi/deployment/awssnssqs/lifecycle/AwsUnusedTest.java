package io.quarkiverse.tomodachi.deployment.awssnssqs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsConnector;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsEngine;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsPublishers;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsSnsSqsTransport;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class AwsUnusedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withApplicationRoot(jar -> jar.addClass(Plain.class))
            .overrideConfigKey("quarkus.http.test-port", "0");

    @Test
    void application_without_sns_and_sqs_has_none_of_the_beans() {
        Class<?>[] types = { SqsAsyncClient.class, SnsAsyncClient.class, SqsClient.class, SnsClient.class,
                AwsSnsSqsEngine.class, AwsSnsSqsTransport.class, AwsSnsSqsConnector.class, AwsSnsSqsPublishers.class };
        for (Class<?> type : types) {
            assertThat(Arc.container().select(type, Any.Literal.INSTANCE).isUnsatisfied()).as(type.getName()).isTrue();
        }
    }

    @TomodachiService("plain")
    static class Plain {

        @Http.Get("/")
        String index() {
            return "plain";
        }
    }
}
