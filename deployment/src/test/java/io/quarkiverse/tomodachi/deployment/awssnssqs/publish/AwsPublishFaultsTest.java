package io.quarkiverse.tomodachi.deployment.awssnssqs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqsPublishException;
import io.quarkiverse.tomodachi.AwsSnsSqsPublishException.Reason;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.Message;

/** What becomes of messages when many are published, and when SNS and SQS do not do what they should. */
class AwsPublishFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final PublishOptions IMPATIENT = Publish.timeout(Duration.ofMillis(800));

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("", Sending.class)
            // so that only the limits of our own end calls that are not answered
            .overrideConfigKey("quarkus.sns.async-client.read-timeout", "2M");

    @Inject
    Sending sending;

    @AfterEach
    void mend() {
        AwsTestEndpoint.faults("");
    }

    @Test
    void messages_share_calls_while_calls_are_under_way() {
        sending.aws.publishAndAwait("first", "shared");
        AwsTestEndpoint.faults("delay=150ms,on=sns.Publish|sns.PublishBatch");
        // one goes at once, and ten at a time follow; how many more calls there are depends on how fast they are written
        await().atMost(SOON).untilAsserted(() -> {
            Map<String, Long> before = AwsTestEndpoint.callCounts();
            List<PublishResult> results = awaitAll(IntStream.range(0, 41)
                    .mapToObj(number -> sending.aws.publish("m" + number, "shared").subscribeAsCompletionStage()).toList());
            assertThat(results.stream().map(PublishResult::messageId).collect(Collectors.toSet())).hasSize(41);
            assertThat(calls(before)).containsEntry("sns.Publish", 1L).hasEntrySatisfying("sns.PublishBatch",
                    calls -> assertThat(calls).isBetween(4L, 12L));
        });
    }

    @Test
    void messages_to_a_queue_share_calls_by_their_bytes() {
        String text = "x".repeat(400_000);
        try (Broker broker = new Broker()) {
            broker.sqs().createQueue(request -> request.queueName("large")).join();
            sending.aws.sendAndAwait("first", "large");
            AwsTestEndpoint.faults("delay=150ms,on=sqs.SendMessage|sqs.SendMessageBatch");
            // two fit into a call; which ones meet, if any, depends on how fast they are written
            await().atMost(SOON).untilAsserted(() -> {
                Map<String, Long> before = AwsTestEndpoint.callCounts();
                awaitAll(IntStream.range(0, 5)
                        .mapToObj(number -> sending.aws.send(text, "large").subscribeAsCompletionStage()).toList());
                Map<String, Long> calls = calls(before);
                assertThat(calls).containsKey("sqs.SendMessageBatch");
                assertThat(calls.values().stream().mapToLong(Long::longValue).sum()).isBetween(3L, 4L);
            });
        }
    }

    @Test
    void entries_that_fail_are_sent_again_alone() {
        try (Broker broker = new Broker()) {
            broker.sqs().createQueue(request -> request.queueName("partly")).join();
            sending.aws.sendAndAwait("first", "partly");
            AwsTestEndpoint.faults("fail-entries=3/10,on=sqs.SendMessageBatch,calls=1\ndelay=100ms,on=sqs.SendMessage");
            awaitAll(IntStream.range(0, 11)
                    .mapToObj(number -> sending.aws.send("m" + number, "partly").subscribeAsCompletionStage()).toList());
            assertThat(broker.visible("partly")).isEqualTo(12);
        }
    }

    @Test
    void groups_keep_their_order_when_entries_fail() {
        try (Broker broker = new Broker()) {
            broker.sqs().createQueue(request -> request.queueName("ordered.fifo")
                    .attributesWithStrings(Map.of("FifoQueue", "true"))).join();
            AwsTestEndpoint.faults("fail-entries=1/3,on=sqs.SendMessageBatch\ndelay=20ms,on=sqs.SendMessage");
            List<CompletableFuture<PublishResult>> sent = new ArrayList<>();
            for (int number = 0; number < 30; number++) {
                sent.add(sending.aws.send(String.format("%02d", number), "ordered.fifo", Publish.groupId("g" + number % 3))
                        .subscribeAsCompletionStage());
            }
            awaitAll(sent);
            AwsTestEndpoint.faults("");
            assertOrder(broker);
        }
    }

    private static void assertOrder(Broker broker) {
        Map<String, List<String>> groups = new TreeMap<>();
        String url = broker.url("ordered.fifo");
        for (int received = 0; received < 30;) {
            List<Message> messages = broker.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)
                    .messageSystemAttributeNamesWithStrings("MessageGroupId").waitTimeSeconds(2)).join().messages();
            assertThat(messages).isNotEmpty();
            for (Message message : messages) {
                groups.computeIfAbsent(message.attributesAsStrings().get("MessageGroupId"), group -> new ArrayList<>())
                        .add(message.body().replaceAll(".*\"Message\": \"([0-9]+)\".*", "$1"));
                broker.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())).join();
            }
            received += messages.size();
        }
        assertThat(groups).hasSize(3).allSatisfy((group, numbers) -> assertThat(numbers).hasSize(10).isSorted());
    }

    @Test
    void failure_tells_what_became_of_the_message() {
        sending.aws.publishAndAwait("first", "failing");
        awaitReason(Reason.NOT_SENT, "credentials=expired");
        awaitReason(Reason.UNCONFIRMED, "lose-answers=1");
        awaitReason(Reason.UNCONFIRMED, "delay=1m");
        awaitReason(Reason.REFUSED, "access=denied");
    }

    /** When the time of a message is over depends on the machine: before a call, during one or after it. */
    private void awaitReason(Reason reason, String fault) {
        AwsTestEndpoint.faults(fault + ",on=sns.Publish,for=failing");
        await().atMost(SOON).untilAsserted(() -> assertReason(reason, "failing"));
    }

    private void assertReason(Reason reason, String topic) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> sending.aws.publishAndAwait("x", topic, IMPATIENT))
                .isInstanceOfSatisfying(AwsSnsSqsPublishException.class, failure -> {
                    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
                    assertThat(failure.mayHaveArrived()).isEqualTo(reason == Reason.UNCONFIRMED);
                    assertThat(failure).hasMessageContaining("topic " + topic);
                });
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("does not wait for the answer")
                .isLessThan(SOON);
    }

    @Test
    void throttling_and_expired_credentials_are_sat_out() {
        sending.aws.publishAndAwait("first", "patient");
        AwsTestEndpoint.faults("credentials=expired,on=sns.Publish,lasting=700ms\nthrottle=0.5,on=sns.PublishBatch");
        List<PublishResult> results = awaitAll(IntStream.range(0, 100)
                .mapToObj(number -> sending.aws.publish("m" + number, "patient").subscribeAsCompletionStage()).toList());
        assertThat(results).hasSize(100);
    }

    @Test
    void topic_is_looked_up_once_and_created_only_if_it_does_not_exist() {
        Map<String, Long> before = AwsTestEndpoint.callCounts();
        awaitAll(IntStream.range(0, 5)
                .mapToObj(number -> sending.aws.publish("m", "looked-up").subscribeAsCompletionStage()).toList());
        assertThat(calls(before)).containsEntry("sns.GetTopicAttributes", 1L).containsEntry("sns.CreateTopic", 1L);
        try (Broker broker = new Broker()) {
            broker.sns().createTopic(request -> request.name("there-already")).join();
            broker.sns().createTopic(request -> request.name("hidden")).join();
        }
        AwsTestEndpoint.faults("access=denied,on=sns.CreateTopic");
        sending.aws.publishAndAwait("m", "there-already");
        AwsTestEndpoint.faults("access=denied,on=sns.CreateTopic|sns.GetTopicAttributes");
        sending.aws.publishAndAwait("m", "hidden");
        assertThatThrownBy(() -> sending.aws.publishAndAwait("m", "not-there"))
                .isInstanceOf(AwsSnsSqsPublishException.class).hasMessageContaining("not-there");
    }

    @Test
    void topic_that_could_not_be_created_in_time_is_created_for_later_messages() {
        AwsTestEndpoint.faults("delay=5m,on=sns.CreateTopic,calls=1");
        assertReason(Reason.NOT_SENT, "slow");
        sending.aws.publishAndAwait("m", "slow", Publish.timeout(Duration.ofSeconds(25)));
    }

    @Test
    void what_aws_does_not_take_is_told_before_the_call() {
        String large = "x".repeat(300_000);
        assertThatThrownBy(() -> sending.aws.publishAndAwait(large, "sized")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300000 bytes").hasMessageContaining("MaximumMessageSize");
        try (Broker broker = new Broker()) {
            String arn = broker.sns().createTopic(request -> request.name("sized")).join().topicArn();
            broker.sns().setTopicAttributes(request -> request.topicArn(arn).attributeName("MaximumMessageSize")
                    .attributeValue("1048576")).join();
        }
        sending.aws.publishAndAwait(large, "sized");
        assertInvalid("x".repeat(1_048_577), Publish.defaults(), "1048577 bytes");
        assertInvalid("", Publish.defaults(), "empty");
        assertInvalid("a\u0000b", Publish.defaults(), "U+0000");
        assertInvalid("x", Publish.attribute("AWS.name", 1), "reserved");
        assertInvalid("x", Publish.attribute("empty", ""), "'empty' is empty");
        assertInvalid("x", Publish.groupId("with space"), "groupId");
        assertInvalid("x", Publish.timeout(Duration.ZERO), "timeout");
    }

    private void assertInvalid(String data, PublishOptions options, String text) {
        assertThatThrownBy(() -> sending.aws.publishAndAwait(data, "sized", options))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(text);
    }

    private static List<PublishResult> awaitAll(List<CompletableFuture<PublishResult>> sent) {
        return sent.stream().map(result -> result.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join())
                .toList();
    }

    private static Map<String, Long> calls(Map<String, Long> before) {
        Map<String, Long> calls = new TreeMap<>(AwsTestEndpoint.callCounts());
        before.forEach((action, count) -> calls.merge(action, -count, Long::sum));
        calls.keySet().removeAll(Set.of("sts.GetCallerIdentity"));
        calls.values().removeIf(count -> count == 0);
        return calls;
    }

    @TomodachiService("sending")
    static class Sending {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
