package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sts.StsClient;

class TopicTest extends AwsFixture {

    private static String createTopic() {
        return sns.createTopic(request -> request.name(name("topic"))).topicArn();
    }

    private static String subscribe(String topic, String queue, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queue)).attributes(attributes)
                .returnSubscriptionArn(true)).subscriptionArn();
    }

    @Test
    void aTopicIsCreatedOnce() {
        String name = name("once");
        String arn = sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "A"))).topicArn();
        assertThat(arn).startsWith("arn:aws:sns:").endsWith(":" + name);
        assertThat(sns.createTopic(request -> request.name(name)).topicArn()).isEqualTo(arn);
        assertFails("InvalidParameter",
                () -> sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "B"))));
    }

    @Test
    void topicAttributesAreKeptAndValidated() {
        String topic = createTopic();
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("KmsMasterKeyId").attributeValue("alias/aws/sns"));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("TopicArn", topic).containsEntry("KmsMasterKeyId", "alias/aws/sns")
                .containsEntry("SubscriptionsConfirmed", "0").containsKeys("Owner", "Policy", "EffectiveDeliveryPolicy");
        assertFails("InvalidParameter",
                () -> sns.setTopicAttributes(request -> request.topicArn(topic).attributeName("Colour").attributeValue("red")));
        assertFails("InvalidParameter", () -> sns.createTopic(request -> request.name("with space")));
        assertFails("InvalidParameter", () -> sns.createTopic(request -> request.name("suffix.fifo")));
        assertFails("NotFound", () -> sns.getTopicAttributes(request -> request.topicArn(topic + "-none")));
    }

    @Test
    void aDeletedTopicIsGoneWithItsSubscriptions() {
        String topic = createTopic();
        String subscription = subscribe(topic, createQueue(), Map.of());
        sns.deleteTopic(request -> request.topicArn(topic));
        sns.deleteTopic(request -> request.topicArn(topic));
        assertFails("NotFound", () -> sns.publish(request -> request.topicArn(topic).message("a")));
        assertFails("NotFound", () -> sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription)));
    }

    @Test
    void listsComeInPagesOfAHundred() {
        String prefix = name("paged");
        IntStream.range(0, 101).forEach(i -> sns.createTopic(request -> request.name(prefix + "-" + i)));
        assertThat(sns.listTopics().nextToken()).isNotNull();
        List<String> topics = sns.listTopicsPaginator().topics().stream().map(Topic::topicArn)
                .filter(arn -> arn.contains(prefix)).toList();
        assertThat(topics).hasSize(101).doesNotHaveDuplicates();
        String topic = createTopic();
        List<String> subscriptions = IntStream.range(0, 101)
                .mapToObj(i -> sns.subscribe(request -> request.topicArn(topic).protocol("sqs")
                        .endpoint("arn:aws:sqs:us-east-1:123456789012:q" + i)).subscriptionArn())
                .toList();
        ListSubscriptionsByTopicResponse first = sns.listSubscriptionsByTopic(request -> request.topicArn(topic));
        assertThat(first.subscriptions()).extracting(Subscription::subscriptionArn)
                .containsExactlyElementsOf(subscriptions.subList(0, 100));
        // the page goes on though what it ended with is gone
        sns.unsubscribe(request -> request.subscriptionArn(subscriptions.get(99)));
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic).nextToken(first.nextToken()))
                .subscriptions()).extracting(Subscription::subscriptionArn).containsExactly(subscriptions.get(100));
        assertFails("InvalidParameter", () -> sns.listTopics(request -> request.nextToken("nonsense")));
    }

    @Test
    void subscriptionsAreListed() {
        String topic = createTopic();
        String queue = createQueue();
        String subscription = subscribe(topic, queue, Map.of());
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions()).singleElement()
                .satisfies(shown -> {
                    assertThat(shown.subscriptionArn()).isEqualTo(subscription);
                    assertThat(shown.endpoint()).isEqualTo(arn(queue));
                    assertThat(shown.protocol()).isEqualTo("sqs");
                });
        assertThat(sns.listSubscriptionsPaginator().subscriptions().stream().map(Subscription::subscriptionArn))
                .contains(subscription);
    }

    @Test
    void subscribingAgainGivesTheSameUnlessAttributesDiffer() {
        String topic = createTopic();
        String queue = createQueue();
        Map<String, String> attributes = Map.of("FilterPolicy", "{\"a\": [\"b\"]}");
        String subscription = subscribe(topic, queue, attributes);
        assertThat(subscribe(topic, queue, Map.of("FilterPolicy", "{\"a\":[\"b\"]}"))).isEqualTo(subscription);
        assertThat(subscribe(topic, queue, Map.of())).isEqualTo(subscription);
        assertFails("InvalidParameter", () -> subscribe(topic, queue, Map.of("FilterPolicy", "{\"a\":[\"c\"]}")));

        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription).attributeName("RawMessageDelivery")
                .attributeValue("true"));
        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription)).attributes())
                .containsEntry("RawMessageDelivery", "true").containsEntry("FilterPolicy", "{\"a\": [\"b\"]}")
                .containsEntry("FilterPolicyScope", "MessageAttributes").containsEntry("PendingConfirmation", "false");
    }

    @Test
    void whatCannotBeSubscribedIsRefused() {
        String topic = createTopic();
        String fifoQueue = createFifoQueue(true);
        assertFails("InvalidParameter",
                () -> sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("a@example.com")));
        assertFails("InvalidParameter",
                () -> sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint("http://queue")));
        assertFails("InvalidParameter", () -> subscribe(topic, fifoQueue, Map.of()));
        assertFails("InvalidParameter", () -> subscribe(topic, createQueue(), Map.of("Colour", "red")));
        assertFails("InvalidParameter", () -> subscribe(topic, createQueue(), Map.of("RawMessageDelivery", "perhaps")));
        assertFails("InvalidParameter", () -> subscribe(topic, createQueue(), Map.of("ReplayPolicy", "{}")));
        assertFails("InvalidParameter", () -> subscribe(topic, createQueue(),
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(fifoQueue) + "\"}")));
        assertFails("InvalidParameter",
                () -> sns.subscribe(request -> request.topicArn(topic).protocol("pigeon").endpoint("a")));
    }

    @Test
    void tagsAreSetListedAndTakenAway() {
        String topic = sns.createTopic(
                request -> request.name(name("tagged")).tags(Tag.builder().key("a").value("1").build())).topicArn();
        sns.tagResource(request -> request.resourceArn(topic).tags(Tag.builder().key("b").value("2").build()));
        sns.untagResource(request -> request.resourceArn(topic).tagKeys("a"));
        assertThat(sns.listTagsForResource(request -> request.resourceArn(topic)).tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
        assertFails("ResourceNotFound", () -> sns.listTagsForResource(request -> request.resourceArn(topic + "-none")));
    }

    @Test
    void whatCannotBePublishedIsRefused() {
        String topic = createTopic();
        assertFails("InvalidParameter", () -> sns.publish(request -> request.topicArn(topic).message("")));
        assertFails("InvalidParameter", () -> sns.publish(request -> request.topicArn(topic).message("x".repeat(262_145))));
        assertFails("InvalidParameter", () -> sns.publish(request -> request.phoneNumber("+46700000000").message("a")));
        assertFails("InvalidParameter",
                () -> sns.publish(request -> request.topicArn(topic).message("a").subject("two\nlines")));
        assertFails("InvalidParameter",
                () -> sns.publish(request -> request.topicArn(topic).message("a").messageStructure("json")));
        sns.publish(request -> request.topicArn(topic).message("x".repeat(262_144)));
    }

    @Test
    void batchesArePublishedEntryByEntry() {
        String topic = createTopic();
        String queue = createQueue();
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
        PublishBatchResponse response = sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(
                PublishBatchRequestEntry.builder().id("good").message("a").build(),
                PublishBatchRequestEntry.builder().id("bad").message("b").subject("two\nlines").build()));
        assertThat(response.successful()).extracting("id").containsExactly("good");
        assertThat(response.failed()).extracting("id", "code").containsExactly(
                tuple("bad", "InvalidParameter"));
        assertThat(bodies(queue)).containsExactly("a");

        assertFails("BatchEntryIdsNotDistinct",
                () -> sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("a").message("1").build(),
                        PublishBatchRequestEntry.builder().id("a").message("2").build())));
        assertFails("BatchRequestTooLong",
                () -> sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(
                        PublishBatchRequestEntry.builder().id("a").message("x".repeat(200_000)).build(),
                        PublishBatchRequestEntry.builder().id("b").message("x".repeat(200_000)).build())));
        assertFails("EmptyBatchRequest",
                () -> sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(List.of())));
        assertFails("TooManyEntriesInBatchRequest",
                () -> sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(IntStream.range(0, 11)
                        .mapToObj(i -> PublishBatchRequestEntry.builder().id("id" + i).message("a").build()).toList())));
    }

    @Test
    void theCallerIsTheAccount() {
        try (StsClient sts = configure(StsClient.builder(), uri).build()) {
            assertThat(sts.getCallerIdentity().account()).matches("[0-9]{12}");
        }
    }

    @Test
    void permissionsAreAddedToThePolicyAndTakenAway() {
        String topic = createTopic();
        sns.addPermission(
                request -> request.topicArn(topic).label("label").awsAccountIds("111122223333").actionNames("Publish"));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes().get("Policy")).contains("\"label\"",
                "111122223333");
        sns.removePermission(request -> request.topicArn(topic).label("label"));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes().get("Policy"))
                .doesNotContain("111122223333");

        String queue = createQueue();
        sqs.addPermission(
                request -> request.queueUrl(queue).label("label").awsAccountIds("111122223333").actions("SendMessage"));
        assertFails("InvalidParameterValue", () -> sqs.addPermission(
                request -> request.queueUrl(queue).label("label").awsAccountIds("111122223333").actions("SendMessage")));
        sqs.removePermission(request -> request.queueUrl(queue).label("label"));
        assertFails("InvalidParameterValue", () -> sqs.removePermission(request -> request.queueUrl(queue).label("label")));
    }
}
