package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages that arrive here and would not in AWS. */
class DeliveryWarningsTest extends AwsFixture {

    private final Logger logger = Logger.getLogger("io.quarkiverse.tomodachi.devservices.aws.sns");
    private final Warnings warnings = new Warnings();
    private String topic;

    @BeforeEach
    void listen() {
        introspected();
        logger.addHandler(warnings);
        topic = sns.createTopic(request -> request.name(name("topic"))).topicArn();
    }

    @AfterEach
    void close() {
        logger.removeHandler(warnings);
    }

    /** Twice. @return what is told of the queue */
    private List<String> publish(String queue) {
        String arn = arn(queue);
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn));
        for (int number = 0; number < 2; number++) {
            sns.publish(request -> request.topicArn(topic).message("m"));
            assertThat(receive(queue, request -> request.waitTimeSeconds(10))).hasSize(1);
        }
        return warnings.texts.stream().filter(text -> text.contains(arn)).toList();
    }

    private void allow(String queue, Map<QueueAttributeName, String> more) {
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributes(more));
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY,
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\","
                        + "\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + topic + "\"}}}]}")));
    }

    @Test
    void policyThatDoesNotLetTheTopicSendIsToldOnce() {
        assertThat(publish(createQueue())).singleElement().asString().contains("does not let topic " + topic + " send to it");
    }

    @Test
    void policyThatDoesIsNoMatter() {
        String queue = createQueue();
        allow(queue, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "40"));
        assertThat(publish(queue)).isEmpty();
    }

    @Test
    void keyThatNoTopicMayUseIsToldOnce() {
        String queue = createQueue();
        allow(queue, Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs"));
        assertThat(publish(queue)).singleElement().asString().contains("key alias/aws/sqs", "topic " + topic);
    }

    private static final class Warnings extends Handler {

        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            texts.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
