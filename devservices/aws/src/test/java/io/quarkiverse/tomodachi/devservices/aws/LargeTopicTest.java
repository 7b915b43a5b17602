package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** Topics that take messages beyond 256 KiB. */
class LargeTopicTest extends AwsFixture {

    private static String largeTopic() {
        return sns.createTopic(request -> request.name(name("large")).attributes(Map.of("MaximumMessageSize", "1048576")))
                .topicArn();
    }

    private static void subscribe(String topic, String queueArn) {
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(queueArn)
                .attributes(Map.of("RawMessageDelivery", "true")));
    }

    private static void setSize(String topic, String size) {
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("MaximumMessageSize").attributeValue(size));
    }

    @Test
    void messagesAndBatchesMayBeAsLongAsTheTopicSays() {
        String topic = largeTopic();
        String queue = createQueue();
        subscribe(topic, arn(queue));
        sns.publish(request -> request.topicArn(topic).message("x".repeat(1_048_576)));
        assertThat(bodies(queue)).singleElement().asString().hasSize(1_048_576);
        assertFails("InvalidParameter", () -> sns.publish(request -> request.topicArn(topic).message("x".repeat(1_048_577))));
        PublishBatchRequestEntry half = PublishBatchRequestEntry.builder().id("a").message("x".repeat(524_288)).build();
        sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(half, half.toBuilder().id("b").build()));
        assertFails("BatchRequestTooLong", () -> sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(half, half.toBuilder().id("b").message("x".repeat(524_289)).build())));
        setSize(topic, "1024");
        assertFails("InvalidParameter", () -> sns.publish(request -> request.topicArn(topic).message("x".repeat(1025))));
        for (String bad : new String[] { "1023", "1048577", "many" }) {
            assertFails("InvalidParameter", () -> setSize(topic, bad));
        }
    }

    @Test
    void theyHaveAHundredSubscriptionsAtMost() {
        String topic = largeTopic();
        IntStream.range(0, 100).forEach(i -> subscribe(topic, "arn:aws:sqs:us-east-1:123456789012:q" + i));
        assertFails("InvalidParameter", () -> subscribe(topic, "arn:aws:sqs:us-east-1:123456789012:more"));
        setSize(topic, "262144");
        subscribe(topic, "arn:aws:sqs:us-east-1:123456789012:more");
        assertFails("InvalidParameter", () -> setSize(topic, "262145"));
    }
}
