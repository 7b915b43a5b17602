package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkus.test.QuarkusUnitTest;

/** Keys of KMS by the configuration, which holds for all handlers, and by annotations. */
class AwsEncryptionTest extends AwsBrokerTest {

    private static final String PREFIX = "encryption-";
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:";
    private static final String KEY = "KmsMasterKeyId";
    private static final String REUSE_PERIOD = "KmsDataKeyReusePeriodSeconds";
    private static final String BY_ID = "0987dcba-09fe-87dc-65ba-ab0987654321";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Shop.class, Bare.class)
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.sns-kms-master-key-id", "alias/topics")
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.sqs-kms-master-key-id", "alias/queues")
            .overrideConfigKey("quarkus.tomodachi.aws-sns-sqs.sqs-kms-data-key-reuse-period", "10M")
            .overrideConfigKey("quarkus.tomodachi.\"bare\".aws-sns-sqs.sns-kms-master-key-id", "none")
            .overrideConfigKey("quarkus.tomodachi.\"bare\".aws-sns-sqs.sqs-kms-master-key-id", "none")
            .setBeforeAllCustomizer(AwsEncryptionTest::encrypt);

    @Inject
    Shop shop;

    /** What others have set before. */
    private static void encrypt() {
        try (Broker before = new Broker()) {
            before.sns().createTopic(request -> request.name("of-others").attributes(Map.of(KEY, "alias/others"))).join();
            for (String name : new String[] { "bare", "given-dead" }) {
                before.sqs().createQueue(request -> request.queueName(PREFIX + name)
                        .attributesWithStrings(Map.of(KEY, "alias/others", REUSE_PERIOD, "900"))).join();
            }
            before.sns().createTopic(request -> request.name(PREFIX + "bare").attributes(Map.of(KEY, "alias/others"))).join();
        }
    }

    private static Map<String, String> topic(String name) {
        return broker.sns().getTopicAttributes(request -> request.topicArn(ARN + name)).join().attributes();
    }

    private static Map<String, String> queue(String name) {
        String url = broker.url(PREFIX + name);
        return broker.sqs().getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("All")).join()
                .attributesAsStrings();
    }

    @Test
    void configured_keys_are_those_of_all_topics_and_queues_of_handlers() {
        assertThat(topic(PREFIX + "configured")).containsEntry(KEY, "alias/topics");
        assertThat(queue("configured")).containsEntry(KEY, "alias/queues").containsEntry(REUSE_PERIOD, "600");
    }

    @Test
    void keys_of_an_annotation_have_precedence() {
        assertThat(topic(PREFIX + "given").getOrDefault(KEY, "")).isEmpty();
        assertThat(queue("given")).containsEntry(KEY, BY_ID).containsEntry(REUSE_PERIOD, "120");
    }

    @Test
    void dead_letter_queues_and_topics_that_are_named_by_their_arn_are_left_as_they_are() {
        assertThat(queue("configured-dead").getOrDefault(KEY, "")).isEmpty();
        assertThat(queue("given-dead")).containsEntry(KEY, "alias/others").containsEntry(REUSE_PERIOD, "900");
        assertThat(topic("of-others")).containsEntry(KEY, "alias/others");
        assertThat(queue("subscribed")).containsEntry(KEY, "alias/queues");
    }

    @Test
    void none_removes_the_keys_of_what_exists() {
        assertThat(topic(PREFIX + "bare").getOrDefault(KEY, "")).isEmpty();
        assertThat(queue("bare").getOrDefault(KEY, "")).isEmpty();
    }

    @Test
    void topics_that_a_publish_creates_have_the_key_of_topics() {
        shop.aws.publishAndAwait("first", "published");
        assertThat(topic(PREFIX + "published")).containsEntry(KEY, "alias/topics");
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        AwsSnsSqsPublisher aws;

        @AwsSnsSqs(topic = "configured", queueName = "configured", deadLetterQueueName = "configured-dead", maxReceiveCount = 3)
        void configured(String data) {
        }

        @AwsSnsSqs(topic = "given", queueName = "given", deadLetterQueueName = "given-dead", maxReceiveCount = 3, snsKmsMasterKeyId = "none", sqsKmsMasterKeyId = BY_ID, sqsKmsDataKeyReusePeriod = 120)
        void given(String data) {
        }

        @AwsSnsSqs(topic = ARN + "of-others", queueName = "subscribed")
        void subscribed(String data) {
        }
    }

    @TomodachiService("bare")
    static class Bare {

        @AwsSnsSqs(topic = "bare", queueName = "bare")
        void bare(String data) {
        }
    }
}
