package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.AwsSettings;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** All calls of an application that only verifies what others have made are those that its IAM policy allows. */
class VerifyingPolicySufficesPackagedTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOPOLOGY = "quarkus.tomodachi.aws-sns-sqs.topology";

    private static final AwsEndpoint ENDPOINT = AwsEndpoint.builder().host("127.0.0.1").port(0).region("eu-west-1").build()
            .start();
    private static final AllowedCalls CALLS = new AllowedCalls(ENDPOINT);

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class)).setApplicationName("verifies").setApplicationVersion("1")
            .setRun(false).overrideConfigKey(TOPOLOGY, "verify");

    static {
        AwsSettings.of(ENDPOINT.uri(), "eu-west-1").forEach(APPLICATION::overrideConfigKey);
    }

    @ProdBuildResults
    ProdModeTestResults results;

    @BeforeAll
    static void createWhatIsGiven() throws IOException, InterruptedException {
        create("Action=CreateTopic&Version=2010-03-31&Name=partner");
        create("Action=CreateQueue&Version=2012-11-05&QueueName=given");
    }

    private static void create(String call) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(ENDPOINT.uri() + "/"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(call)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        ENDPOINT.close();
    }

    private static void start(String topology) {
        APPLICATION.setRuntimeProperties(Map.of("quarkus.http.port", "0", TOPOLOGY, topology));
        APPLICATION.start();
        await().atMost(SOON).until(() -> CALLS.made().contains("sqs:DeleteMessage orders"));
    }

    @Test
    void every_call_is_allowed() throws IOException {
        start("apply");
        assertThat(CALLS.refused(results.getBuildDir())).as("what makes the topology needs more")
                .contains("sqs:CreateQueue orders", "sns:Subscribe orders", "sns:Subscribe partner");
        APPLICATION.stop();
        CALLS.forget();
        start("verify");
        assertThat(CALLS.refused(results.getBuildDir())).isEmpty();
        assertThat(CALLS.made()).contains("sns:GetTopicAttributes orders", "sns:GetTopicAttributes partner",
                "sns:ListSubscriptionsByTopic partner", "sqs:GetQueueAttributes given", "sns:Publish done");
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        AwsSnsSqsPublisher aws;

        @StartedService
        void publish() {
            aws.publishAndAwait("data", "orders");
        }

        @AwsSnsSqs(topic = "orders", queueName = "orders", filterPolicy = "", deadLetterQueueName = "orders-dead", maxReceiveCount = 3, visibilityTimeout = 45)
        void order(String data) {
            aws.publishAndAwait(data, "done");
        }

        @AwsSnsSqs(topic = "done", queueName = "done")
        void done(String data) {
        }

        @AwsSnsSqs(topic = "arn:aws:sns:eu-west-1:123456789012:partner", queueName = "partner")
        void partner(String data) {
        }

        @AwsSnsSqs(topic = "orders", queueName = "arn:aws:sqs:eu-west-1:123456789012:given")
        void given(String data) {
        }

        @AwsSnsSqs(topic = "ledger", fifo = true)
        void ledger(String data) {
        }

        @AwsSnsSqs(topic = "stock-#", queueName = "stock", rawMessageDelivery = true)
        void stock(String data) {
        }
    }
}
