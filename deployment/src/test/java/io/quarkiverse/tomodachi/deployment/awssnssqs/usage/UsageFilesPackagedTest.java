package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** What a packaged application says that it uses. */
class UsageFilesPackagedTest {

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, Stock.class, Mailer.class))
            .setApplicationName("usage").setApplicationVersion("1")
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.topic-prefix", "prod-")
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.queue-name-prefix", "prod-")
            .overrideConfigKey("quarkus.tomodachi.\"stock\".aws-sns-sqs.topology", "verify")
            .overrideConfigKey("quarkus.tomodachi.\"stock\".aws-sns-sqs.topic-prefix", "stock-")
            .overrideConfigKey("quarkus.sns.aws.region", "eu-west-1")
            .overrideConfigKey("quarkus.sqs.aws.region", "eu-west-1")
            .setLogRecordPredicate(log -> log.getMessage() != null && log.getMessage().contains("not known before it runs"));

    @ProdBuildResults
    ProdModeTestResults results;

    @Test
    void policy_and_topology_are_as_expected() throws IOException {
        Path folder = results.getBuildDir().resolve("tomodachi");
        assertThat(read(Files.readString(folder.resolve("aws-iam-policy.json")))).isEqualTo(expected("policy.json"));
        assertThat(read(Files.readString(folder.resolve("aws-topology.json")))).isEqualTo(expected("topology.json"));
        assertThat(results.getRetainedBuildLogRecords()).extracting(LogRecord::getMessage).hasSize(3);
    }

    private static JsonNode expected(String file) throws IOException {
        try (InputStream stream = UsageFilesPackagedTest.class.getResourceAsStream(file)) {
            return read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(topic = "orders", queueName = "orders", filterPolicy = "{\"event\": [\"paid\"]}", visibilityTimeout = 60, deadLetterQueueName = "orders-dead", maxReceiveCount = 3, sqsKmsMasterKeyId = "alias/orders")
        void paid(String data) {
            aws.publishAndAwait(data, "order-shipped");
        }

        @AwsSnsSqs(topic = "ledger", fifo = true)
        void ledger(String data) {
        }

        @AwsSnsSqs(topic = "arn:aws:sns:eu-north-1:123456789012:partner", queueName = "partner")
        void partner(String data) {
            aws.publish(data, data);
        }

        @AwsSnsSqs(topic = "${name.of.topic}", fifo = true, competing = false)
        void configured(String data) {
        }
    }

    @TomodachiService("stock")
    static class Stock {

        @Inject
        @ForService("shop")
        AwsSnsSqsPublisher shop;

        @AwsSnsSqs(topic = "stock.#", queueName = "arn:aws:sqs:eu-north-1:123456789012:stock")
        void stock(String data) {
            shop.publish(data, "restocked");
        }
    }

    @ApplicationScoped
    static class Mailer {

        @Inject
        @ForService("shop")
        AwsSnsSqsPublisher aws;

        void mail(boolean now) {
            aws.send("mail", now ? "mails" : "https://sqs.eu-west-1.amazonaws.com/210987654321/later");
            aws.publish("mail", "mails", Publish.prefix("all-"));
        }

        void post() {
            aws.publish("post", "arn:aws:sns:eu-west-1:210987654321:posts");
        }
    }
}
