package io.quarkiverse.tomodachi.deployment.awssnssqs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqsPublishException;
import io.quarkiverse.tomodachi.AwsSnsSqsPublishException.Reason;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.Message;

/** Topics and queues by their ARNs and in other regions, sizes and times at their limits, order while connections break. */
class AwsPublishLimitsTest extends AwsBrokerTest {

    private static final int MEBIBYTE = 1 << 20;
    private static final int TOPIC_LIMIT = 256 << 10;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application("limits-", Sending.class, Silent.class);

    @Inject
    Sending sending;

    @AfterEach
    void mend() {
        AwsTestEndpoint.faults("");
    }

    private static String topic(String name) {
        return broker.sns().createTopic(request -> request.name(name)).join().topicArn();
    }

    private static String queue(String name, Map<String, String> attributes) {
        return broker.sqs().createQueue(request -> request.queueName(name).attributesWithStrings(attributes)).join().queueUrl();
    }

    @Test
    void topic_is_named_by_its_arn() {
        String arn = topic("limits-named");
        queue("limits-listening", Map.of());
        broker.sns().subscribe(request -> request.topicArn(arn).protocol("sqs")
                .endpoint(arn.replace(":sns:", ":sqs:").replace("named", "listening"))
                .attributes(Map.of("RawMessageDelivery", "true"))).join();
        sending.aws.publishAndAwait("x", arn);
        assertThat(broker.receive("limits-listening")).extracting(Message::body).containsExactly("x");
        AwsTestEndpoint.faults("access=denied,on=sns.CreateTopic|sns.GetTopicAttributes");
        sending.aws.publishAndAwait("x", arn, Publish.prefix("limits"));
        assertRefused(arn.replace("named", "missing"), "does not exist");
        AwsTestEndpoint.faults("");
        assertRefused(arn.replace("named", "absent"), "does not exist");
        assertThat(broker.topics()).contains(arn)
                .noneMatch(topic -> topic.endsWith(":limits-missing") || topic.endsWith(":limits-absent"));
        assertInvalid(() -> sending.aws.publishAndAwait("x", arn.replace("us-east-1", "eu-west-1")), "eu-west-1");
    }

    private void assertRefused(String topic, String text) {
        assertThatThrownBy(() -> sending.aws.publishAndAwait("x", topic))
                .isInstanceOfSatisfying(AwsSnsSqsPublishException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining(topic).hasMessageContaining(text);
    }

    /** There may be a queue of the same name here, which is not the one that was meant. */
    @Test
    void queue_of_another_region_is_not_mistaken_for_one_here() {
        queue("limits-here", Map.of());
        sending.aws.sendAndAwait("x", "arn:aws:sqs:us-east-1:123456789012:limits-here");
        assertInvalid(() -> sending.aws.sendAndAwait("x", "arn:aws:sqs:eu-west-1:123456789012:limits-here"), "eu-west-1");
        assertInvalid(() -> sending.aws.sendAndAwait("x", "https://sqs.eu-west-1.amazonaws.com/123456789012/limits-here"),
                "quarkus.sqs.aws.region");
        assertThat(broker.visible("limits-here")).isEqualTo(1);
    }

    /** It was looked up without end, and without pause. */
    @Test
    void size_is_left_to_sns_where_the_limit_of_the_topic_cannot_be_read() {
        String small = topic("limits-small");
        String large = topic("limits-large");
        broker.sns().setTopicAttributes(request -> request.topicArn(large).attributeName("MaximumMessageSize")
                .attributeValue(Integer.toString(MEBIBYTE))).join();
        AwsTestEndpoint.faults("access=denied,on=sns.CreateTopic|sns.GetTopicAttributes");
        long before = lookUps();
        String data = "x".repeat(TOPIC_LIMIT + 1);
        sending.aws.publishAndAwait(data, "large");
        assertThatThrownBy(() -> sending.aws.publishAndAwait(data, "small"))
                .isInstanceOfSatisfying(AwsSnsSqsPublishException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("too long");
        sending.aws.publishAndAwait(data.substring(1), small);
        assertThat(lookUps() - before).isLessThan(20);
    }

    private static long lookUps() {
        Map<String, Long> calls = AwsTestEndpoint.callCounts();
        return calls.getOrDefault("sns.GetTopicAttributes", 0L) + calls.getOrDefault("sns.CreateTopic", 0L);
    }

    /** Others may be in front of it that fit anyway, while another call is under way. */
    @Test
    void limit_that_was_raised_counts_for_a_message_behind_others() {
        String arn = topic("limits-raised");
        sending.aws.publishAndAwait("x", "raised");
        broker.sns().setTopicAttributes(request -> request.topicArn(arn).attributeName("MaximumMessageSize")
                .attributeValue(Integer.toString(MEBIBYTE))).join();
        AwsTestEndpoint.faults("delay=1s,on=sns.Publish");
        List<CompletableFuture<PublishResult>> sent = new ArrayList<>();
        for (String data : List.of("first", "small", "x".repeat(TOPIC_LIMIT + 1))) {
            sent.add(sending.aws.publish(data, "raised").subscribeAsCompletionStage());
        }
        sent.forEach(result -> assertThat(result).succeedsWithin(Duration.ofSeconds(30)));
    }

    @Test
    void largest_message_is_taken_and_no_larger_one() {
        queue("limits-full", Map.of());
        sending.aws.sendAndAwait("x", "full");
        int around = broker.receive("limits-full").get(0).body().length() - 1;
        sending.aws.sendAndAwait("x".repeat(MEBIBYTE - around), "full");
        assertInvalid(() -> sending.aws.sendAndAwait("x".repeat(MEBIBYTE - around + 1), "full"), (MEBIBYTE + 1) + " bytes");
        // name, type and value count
        PublishOptions attribute = Publish.attribute("name", "value");
        sending.aws.publishAndAwait("x".repeat(TOPIC_LIMIT - 15), "full", attribute);
        assertInvalid(() -> sending.aws.publishAndAwait("x".repeat(TOPIC_LIMIT - 14), "full", attribute),
                (TOPIC_LIMIT + 1) + " bytes");
    }

    @Test
    void queues_take_ten_attributes_and_topics_more() {
        PublishOptions ten = Publish.defaults();
        for (int number = 0; number < 10; number++) {
            ten = ten.attribute("a" + number, number);
        }
        PublishOptions eleven = ten.attribute("a10", true);
        queue("limits-attributes", Map.of());
        sending.aws.sendAndAwait("x", "attributes", ten);
        assertInvalid(() -> sending.aws.sendAndAwait("x", "attributes", eleven), "11 attributes");
        sending.aws.publishAndAwait("x", "attributes", eleven);
    }

    @Test
    void what_cannot_be_written_is_told() {
        assertInvalid(() -> sending.aws.publishAndAwait("x", "written", Publish.attribute("price", Double.NaN)),
                "'price' is NaN");
        assertInvalid(() -> sending.aws.publishAndAwait("x", "written", Publish.attribute("all", List.of(new Object()))),
                "'all' is nothing that can be written as JSON");
        assertThatThrownBy(() -> sending.aws.publishAndAwait("x", "written", Publish.envelope(new Silent())))
                .hasMessageContaining(Silent.class.getName()).hasMessageContaining("returned null");
        assertInvalid(() -> sending.aws.publishAndAwait("x", null), "no name");
    }

    @Test
    void fifo_needs_a_group() {
        queue("limits-groups.fifo", Map.of("FifoQueue", "true"));
        assertInvalid(() -> sending.aws.sendAndAwait("x", "groups.fifo"), "groupId");
        assertInvalid(() -> sending.aws.publishAndAwait("x", "groups.fifo"), "groupId");
        assertInvalid(() -> sending.aws.publishAndAwait("x", "groups", Publish.deduplicationId("d")), "deduplicationId");
        assertThat(broker.size("limits-groups.fifo")).isZero();
    }

    @Test
    void times_may_be_very_long_and_very_short() {
        sending.aws.publishAndAwait("x", "times", Publish.timeout(Duration.ofSeconds(Long.MAX_VALUE)));
        AwsTestEndpoint.faults("delay=2s,on=sns.Publish");
        assertThatThrownBy(() -> sending.aws.publishAndAwait("x", "times", Publish.timeout(Duration.ofNanos(1))))
                .isInstanceOf(AwsSnsSqsPublishException.class).hasMessageContaining("PT0.000000001S");
    }

    @Test
    void groups_keep_their_order_and_nothing_comes_twice_while_connections_break() {
        String url = queue("limits-ordered.fifo", Map.of("FifoQueue", "true"));
        AwsTestEndpoint.faults("drop=0.2,lose-answers=0.2,seed=7,on=sqs.SendMessage|sqs.SendMessageBatch");
        List<CompletableFuture<PublishResult>> sent = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            sent.add(sending.aws.send(String.format("%02d", number), "ordered.fifo", Publish.groupId("g" + number % 5))
                    .subscribeAsCompletionStage());
        }
        sent.forEach(result -> result.orTimeout(60, TimeUnit.SECONDS).join());
        AwsTestEndpoint.faults("");
        Map<String, List<String>> groups = new TreeMap<>();
        for (int received = 0; received < sent.size();) {
            List<Message> messages = broker.sqs().receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)
                    .messageSystemAttributeNamesWithStrings("MessageGroupId").waitTimeSeconds(2)).join().messages();
            assertThat(messages).isNotEmpty();
            messages.forEach(message -> {
                groups.computeIfAbsent(message.attributesAsStrings().get("MessageGroupId"), group -> new ArrayList<>())
                        .add(message.body().replaceAll(".*\"Message\": \"([0-9]+)\".*", "$1"));
                broker.sqs().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())).join();
            });
            received += messages.size();
        }
        assertThat(groups).hasSize(5).allSatisfy((group, numbers) -> assertThat(numbers).hasSize(20).isSorted()
                .doesNotHaveDuplicates());
        assertThat(broker.size("limits-ordered.fifo")).isZero();
    }

    private static void assertInvalid(Runnable publish, String text) {
        assertThatThrownBy(publish::run).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(text);
    }

    static class Silent implements MessageEnvelope {

        @Override
        public String build(ServiceContext service, String topic, Object data) {
            return null;
        }

        @Override
        public Parsed parse(String payload) {
            return new Parsed(payload, MessageMetadata.NONE);
        }
    }

    @TomodachiService("sending")
    static class Sending {

        @Inject
        AwsSnsSqsPublisher aws;
    }
}
