package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqs.FilterPolicyScope;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;

/** Messages that SNS puts no JSON around, and filter policies of bodies. */
class AwsRawDeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("raw-", Readings.class);

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Readings readings;

    @Test
    void payload_arrives_as_it_was_published_with_its_attributes() {
        String payload = "{\"Message\": \"inner\", \"value\": 1}";
        aws.publishAndAwait(payload, "readings", Publish.attribute("unit", "kelvin"));
        aws.sendAndAwait("direct", "readings", Publish.attribute("unit", "celsius"));
        await().atMost(SOON).untilAsserted(() -> assertThat(readings.raw).containsExactlyInAnyOrder(
                payload + " kelvin '' '' '' " + payload, "direct celsius '' '' Message wrapped"));
    }

    @Test
    void bodies_are_filtered_before_they_are_wrapped() {
        aws.publishAndAwait("{\"order\": {\"currency\": \"DKK\"}}", "orders");
        aws.publishAndAwait("{\"order\": {\"currency\": \"SEK\"}}", "orders");
        aws.publishAndAwait("no JSON", "orders");
        aws.publishAndAwait("{\"order\": {\"currency\": \"EUR\"}}", "orders");
        await().atMost(SOON).untilAsserted(() -> assertThat(readings.filtered).containsExactlyInAnyOrder(
                "{\"order\": {\"currency\": \"SEK\"}}", "{\"order\": {\"currency\": \"EUR\"}}"));
    }

    @TomodachiService("readings")
    static class Readings {

        final Queue<String> raw = new ConcurrentLinkedQueue<>();
        final Queue<String> filtered = new ConcurrentLinkedQueue<>();

        @AwsSnsSqs(topic = "readings", queueName = "readings", rawMessageDelivery = true)
        void reading(String data, @Attribute("unit") String unit, String topic, String snsMessageId, String messageType,
                String rawMessageBody) {
            raw.add(data + " " + unit + " '" + topic + "' '" + snsMessageId + "' " + (messageType == null ? "''" : messageType)
                    + " " + (rawMessageBody.contains("QueueUrl") ? "wrapped" : rawMessageBody));
        }

        @AwsSnsSqs(topic = "orders", queueName = "orders", filterPolicyScope = FilterPolicyScope.MESSAGE_BODY, filterPolicy = "{\"order\": {\"currency\": [\"SEK\", \"EUR\"]}}")
        void order(String data) {
            filtered.add(data);
        }
    }
}
