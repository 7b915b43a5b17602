package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class FifoTopicTest extends AwsFixture {

    private static String createTopic(boolean byContent) {
        return sns.createTopic(request -> request.name(name("topic") + ".fifo").attributes(
                Map.of("FifoTopic", "true", "ContentBasedDeduplication", Boolean.toString(byContent)))).topicArn();
    }

    private static String subscribe(String topic, String queue) {
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queue))
                .attributes(Map.of("RawMessageDelivery", "true")));
        return queue;
    }

    private static PublishResponse publish(String topic, String message, String group, String deduplicationId) {
        return sns.publish(request -> request.topicArn(topic).message(message).messageGroupId(group)
                .messageDeduplicationId(deduplicationId));
    }

    @Test
    void orderAndGroupReachTheQueue() {
        String topic = createTopic(false);
        String queue = subscribe(topic, createFifoQueue(false));
        for (int i = 0; i < 5; i++) {
            publish(topic, "m" + i, "g", "d" + i);
        }
        assertThat(receive(queue)).extracting("body").containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void duplicatesReachNobody() {
        String topic = createTopic(true);
        String queue = subscribe(topic, createFifoQueue(false));
        PublishResponse first = publish(topic, "same", "g", null);
        PublishResponse second = publish(topic, "same", "g", null);
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(first.sequenceNumber()).hasSize(20);
        assertThat(receive(queue)).singleElement().satisfies(message -> assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g")
                .containsKey(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID));
    }

    @Test
    void aStandardQueueMaySubscribe() {
        String topic = createTopic(true);
        String queue = subscribe(topic, createQueue());
        publish(topic, "a", "g", null);
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void groupAndIdAreRequired() {
        String topic = createTopic(false);
        assertFails("InvalidParameter", () -> publish(topic, "a", null, "1"));
        assertFails("InvalidParameter", () -> publish(topic, "a", "g", null));
        assertFails("InvalidParameter",
                () -> sns.createTopic(request -> request.name("no-suffix").attributes(Map.of("FifoTopic", "true"))));
        String standard = sns.createTopic(request -> request.name(name("standard"))).topicArn();
        assertFails("InvalidParameter", () -> publish(standard, "a", "g", "1"));
    }
}
