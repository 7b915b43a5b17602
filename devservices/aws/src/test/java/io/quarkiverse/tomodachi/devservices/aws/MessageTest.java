package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class MessageTest extends AwsFixture {

    private static MessageAttributeValue value(String type, String text) {
        return MessageAttributeValue.builder().dataType(type).stringValue(text).build();
    }

    @Test
    void aMessageArrivesWithItsAttributes() {
        String queue = createQueue();
        Map<String, MessageAttributeValue> attributes = new TreeMap<>();
        attributes.put("text", value("String", "友達 \uD83D\uDE00"));
        attributes.put("custom", value("String.label", "x"));
        attributes.put("number", value("Number", "-12.50"));
        attributes.put("bytes", MessageAttributeValue.builder().dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[] { -1, 0, 7 })).build());
        // the SDK itself verifies the digests of body and attributes on both ways
        SendMessageResponse sent = sqs
                .sendMessage(
                        request -> request.queueUrl(queue).messageBody("tab\t line\n <&>\"'").messageAttributes(attributes));
        Message message = receive(queue).get(0);
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.body()).isEqualTo("tab\t line\n <&>\"'");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
    }

    @Test
    void onlyTheAttributesAskedForAreReturned() {
        String queue = createQueue();
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a").messageAttributes(
                Map.of("app.one", value("String", "1"), "app.two", value("String", "2"), "other", value("String", "3"))));
        Message message = sqs.receiveMessage(request -> request.queueUrl(queue).messageAttributeNames("app.*")
                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)).messages().get(0);
        assertThat(message.messageAttributes()).containsOnlyKeys("app.one", "app.two");
        assertThat(message.attributes()).containsOnlyKeys(MessageSystemAttributeName.SENT_TIMESTAMP);
        assertFails("InvalidAttributeName", () -> sqs
                .receiveMessage(request -> request.queueUrl(queue).messageSystemAttributeNamesWithStrings("Colour")));
    }

    @Test
    void systemAttributesTellWhoSentWhenAndHowOftenItWasReceived() {
        String queue = createQueue();
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a").messageGroupId("tenant")
                .messageSystemAttributes(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder().dataType("String").stringValue("Root=1-2-3").build())));
        receive(queue, request -> request.visibilityTimeout(0));
        Message message = receive(queue).get(0);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, "Root=1-2-3")
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant")
                .containsKeys(MessageSystemAttributeName.SENDER_ID, MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)
                .doesNotContainKey(MessageSystemAttributeName.SEQUENCE_NUMBER);
    }

    @Test
    void aDeletedMessageIsGone() {
        String queue = createQueue();
        send(queue, "a");
        String handle = receive(queue, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(handle));
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(handle));
        assertThat(receive(queue)).isEmpty();
        assertFails("ReceiptHandleIsInvalid",
                () -> sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle("nonsense")));
    }

    @Test
    void visibilityIsChangedByTheLatestHandleOnly() {
        String queue = createQueue();
        send(queue, "a");
        String stale = receive(queue, request -> request.visibilityTimeout(0)).get(0).receiptHandle();
        String latest = receive(queue).get(0).receiptHandle();
        assertFails("InvalidParameterValue", () -> sqs.changeMessageVisibility(
                request -> request.queueUrl(queue).receiptHandle(stale).visibilityTimeout(0)));
        sqs.changeMessageVisibility(request -> request.queueUrl(queue).receiptHandle(latest).visibilityTimeout(0));
        assertThat(bodies(queue)).containsExactly("a");
    }

    @Test
    void oneMebibyteIsTakenAndNoMore() {
        String queue = createQueue();
        String body = new Random(1).ints(1_048_576, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        send(queue, body);
        assertThat(bodies(queue)).containsExactly(body);
        assertFails("InvalidParameterValue", () -> send(queue, body + "x"));
        assertFails("InvalidParameterValue", () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body)
                .messageAttributes(Map.of("a", value("String", "b")))));
    }

    @Test
    void theQueuesOwnLimitCountsAttributes() {
        String queue = createQueue(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"));
        String body = "x".repeat(1015);
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body)
                .messageAttributes(Map.of("n", value("String", "12"))));
        assertFails("InvalidParameterValue", () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body)
                .messageAttributes(Map.of("n", value("String", "123")))));
    }

    @Test
    void whatIsNotAllowedInAMessageIsRefused() {
        String queue = createQueue();
        assertFails("InvalidMessageContents", () -> send(queue, "null\u0000"));
        assertFails("MissingParameter", () -> send(queue, ""));
        assertFails("InvalidParameterValue",
                () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a").delaySeconds(901)));
        assertFails("InvalidParameterValue",
                () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a").messageDeduplicationId("d")));
        for (Map.Entry<String, MessageAttributeValue> bad : Map.of("AWS.x", value("String", "a"), ".dot",
                value("String", "a"), "empty", value("String", ""), "type", value("Text", "a"), "number",
                value("Number", "one")).entrySet()) {
            assertFails("InvalidParameterValue", () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a")
                    .messageAttributes(Map.of(bad.getKey(), bad.getValue()))));
        }
        Map<String, MessageAttributeValue> eleven = new TreeMap<>();
        for (int i = 0; i < 11; i++) {
            eleven.put("a" + i, value("String", "x"));
        }
        assertFails("InvalidParameterValue",
                () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a").messageAttributes(eleven)));
        assertFails("InvalidParameterValue",
                () -> sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)));
    }
}
