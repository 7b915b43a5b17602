package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class TopicDeliveryTest extends AwsFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String createTopic() {
        return sns.createTopic(request -> request.name(name("topic"))).topicArn();
    }

    private static String subscribe(String topic, String queueUrl, Map<String, String> attributes) {
        return sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queueUrl))
                .attributes(attributes).returnSubscriptionArn(true)).subscriptionArn();
    }

    private static Map<String, MessageAttributeValue> attributes() {
        return Map.of("text", MessageAttributeValue.builder().dataType("String").stringValue("åäö").build(), "number",
                MessageAttributeValue.builder().dataType("Number").stringValue("1338.5").build(), "bytes",
                MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromByteArray(new byte[] { 0, 1, 2 }))
                        .build());
    }

    @Test
    void aMessageComesInItsEnvelope() throws Exception {
        String topic = createTopic();
        String queue = createQueue();
        String subscription = subscribe(topic, queue, Map.of());
        String id = sns.publish(
                request -> request.topicArn(topic).message("body").subject("Subject").messageAttributes(attributes()))
                .messageId();

        List<Message> messages = receive(queue);
        assertThat(messages).hasSize(1);
        JsonNode envelope = JSON.readTree(messages.get(0).body());
        assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.path("Subject").asText()).isEqualTo("Subject");
        assertThat(envelope.path("Message").asText()).isEqualTo("body");
        assertThat(envelope.path("Timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.path("SignatureVersion").asText()).isEqualTo("1");
        assertThat(envelope.path("UnsubscribeURL").asText()).contains("Action=Unsubscribe")
                .contains(subscription.replace(":", "%3A"));
        assertThat(envelope.path("MessageAttributes")).isEqualTo(JSON.readTree("""
                {"bytes":{"Type":"Binary","Value":"AAEC"},"number":{"Type":"Number","Value":"1338.5"},
                 "text":{"Type":"String","Value":"åäö"}}"""));
        assertThat(messages.get(0).messageAttributes()).isEmpty();
    }

    @Test
    void aMessageComesRaw() {
        String topic = createTopic();
        String queue = createQueue();
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
        sns.publish(request -> request.topicArn(topic).message("body").messageAttributes(attributes()));

        Message message = receive(queue).get(0);
        assertThat(message.body()).isEqualTo("body");
        assertThat(message.messageAttributes().get("text").stringValue()).isEqualTo("åäö");
        assertThat(message.messageAttributes().get("number").dataType()).isEqualTo("Number");
        assertThat(message.messageAttributes().get("bytes").binaryValue().asByteArray()).containsExactly(0, 1, 2);
    }

    @Test
    void everySubscribedQueueGetsItUntilItUnsubscribes() {
        String topic = createTopic();
        String first = createQueue();
        String second = createQueue();
        String subscription = subscribe(topic, first, Map.of());
        subscribe(topic, second, Map.of());
        sns.publish(request -> request.topicArn(topic).message("one"));
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        sns.publish(request -> request.topicArn(topic).message("two"));

        assertThat(receive(first)).hasSize(1);
        assertThat(receive(second)).hasSize(2);
    }

    @Test
    void structuredMessagesAreSplitByProtocol() {
        String topic = createTopic();
        String queue = createQueue();
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true"));
        sns.publish(request -> request.topicArn(topic).messageStructure("json")
                .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));
        assertThat(bodies(queue)).containsExactly("for queues");
    }

    @Test
    void whatCannotBeDeliveredGoesToTheDeadLetterQueue() {
        String topic = createTopic();
        String queue = createQueue();
        String deadLetters = createQueue();
        subscribe(topic, queue, Map.of("RawMessageDelivery", "true", "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + arn(deadLetters) + "\"}"));
        sqs.deleteQueue(request -> request.queueUrl(queue));
        sns.publish(request -> request.topicArn(topic).message("lost"));

        Message message = receive(deadLetters).get(0);
        assertThat(message.body()).isEqualTo("lost");
        assertThat(message.messageAttributes()).containsKeys("RequestID", "ErrorCode", "ErrorMessage");
    }

    @Test
    void aMessageGroupIsPassedOnToAStandardQueue() {
        String topic = createTopic();
        String queue = createQueue();
        subscribe(topic, queue, Map.of());
        sns.publish(request -> request.topicArn(topic).message("fair").messageGroupId("tenant"));
        assertThat(receive(queue).get(0).attributesAsStrings()).containsEntry("MessageGroupId", "tenant");
    }

    @Test
    void theTracingHeaderOfTheRequestTravelsAlong() {
        String topic = createTopic();
        String queue = createQueue();
        subscribe(topic, queue, Map.of());
        String header = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
        sns.publish(request -> request.topicArn(topic).message("a")
                .overrideConfiguration(override -> override.putHeader("X-Amzn-Trace-Id", header)));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("b")
                .overrideConfiguration(override -> override.putHeader("X-Amzn-Trace-Id", header)));
        assertThat(receive(queue)).hasSize(2)
                .allSatisfy(message -> assertThat(message.attributesAsStrings()).containsEntry("AWSTraceHeader", header));
    }

    @Test
    void aQueueWhoseKeyTheTopicMayNotUseIsWarnedOfOnce() {
        introspected();
        String topic = createTopic();
        String queue = createQueue(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs"));
        allow(queue, topic);
        String own = createQueue(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/mine"));
        allow(own, topic);
        subscribe(topic, queue, Map.of());
        subscribe(topic, own, Map.of());
        assertThat(warningsOfTwo(topic)).singleElement().asString().contains("alias/aws/sqs", arn(queue));
    }

    private static void allow(String queue, String topic) {
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY,
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"SQS:SendMessage\",\"Resource\":\""
                        + arn(queue) + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + topic + "\"}}}]}")));
    }

    @Test
    void aQueueThatWouldNotLetTheTopicSendIsWarnedOfOnce() {
        introspected();
        String topic = createTopic();
        String forbidden = createQueue();
        String allowed = createQueue();
        allow(allowed, topic);
        subscribe(topic, forbidden, Map.of());
        subscribe(topic, allowed, Map.of());
        assertThat(warningsOfTwo(topic)).singleElement().asString().contains(topic, arn(forbidden));
        assertThat(receive(forbidden)).hasSize(2);
    }

    /** What is warned of while two messages are published. */
    private static List<String> warningsOfTwo(String topic) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Logger logger = Logger.getLogger("io.quarkiverse.tomodachi.devservices.aws");
        Handler handler = new StreamHandler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(new SimpleFormatter().formatMessage(entry));
            }
        };
        logger.addHandler(handler);
        try {
            sns.publish(request -> request.topicArn(topic).message("one"));
            sns.publish(request -> request.topicArn(topic).message("two"));
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }
}
