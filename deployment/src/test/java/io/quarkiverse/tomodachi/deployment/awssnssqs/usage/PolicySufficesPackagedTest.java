package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.AwsSettings;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** All calls that a packaged application makes, from its first start on, are those that its IAM policy allows. */
class PolicySufficesPackagedTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final AwsEndpoint ENDPOINT = AwsEndpoint.builder().host("127.0.0.1").port(0).region("eu-west-1").build()
            .start();

    private static final AllowedCalls CALLS = new AllowedCalls(ENDPOINT);

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class)).setApplicationName("suffices").setApplicationVersion("1")
            .setRun(true).setRuntimeProperties(Map.of("quarkus.http.port", "0"))
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.topic-prefix", "prod-")
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.queue-name-prefix", "prod-");

    static {
        AwsSettings.of(ENDPOINT.uri(), "eu-west-1").forEach(APPLICATION::overrideConfigKey);
    }

    @ProdBuildResults
    ProdModeTestResults results;

    @AfterAll
    static void close() {
        ENDPOINT.close();
    }

    @Test
    void every_call_is_allowed() throws IOException {
        await().atMost(SOON).until(() -> ENDPOINT.callCounts().getOrDefault("sqs.DeleteMessageBatch", 0L)
                + ENDPOINT.callCounts().getOrDefault("sqs.DeleteMessage", 0L) > 1
                && CALLS.made().containsAll(List.of("sqs:SendMessage prod-orders-dead", "sqs:SendMessage prod-mails",
                        "sns:Publish prod-done")));
        assertThat(CALLS.refused(results.getBuildDir())).isEmpty();
        assertThat(CALLS.made()).contains("sqs:CreateQueue prod-orders", "sqs:SetQueueAttributes prod-orders",
                "sns:Subscribe prod-orders", "sns:Publish prod-done", "sqs:ReceiveMessage prod-orders");
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        AwsSnsSqsPublisher aws;

        @StartedService
        void publish() {
            aws.publishAndAwait("good", "orders");
            aws.publishAndAwait("bad", "orders");
            aws.sendAndAwait("hello", "mails");
        }

        @AwsSnsSqs(topic = "orders", queueName = "orders", filterPolicy = "", deadLetterQueueName = "orders-dead", maxReceiveCount = 3, visibilityTimeout = 45)
        void order(String data) {
            if (data.equals("bad")) {
                throw new RejectMessageException("bad");
            }
            aws.publishAndAwait(data, "done");
        }

        @AwsSnsSqs(queueName = "mails")
        void mail(String data) {
        }

        @AwsSnsSqs(topic = "ledger", fifo = true)
        void ledger(String data) {
        }

        @AwsSnsSqs(topic = "stock-#", queueName = "stock", rawMessageDelivery = true)
        void stock(String data) {
        }
    }
}
