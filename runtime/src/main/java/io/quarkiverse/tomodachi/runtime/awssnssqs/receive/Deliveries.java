package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.ReceivedBody;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Makes deliveries of what a receive brought. */
final class Deliveries {

    private final String topicPrefix;

    Deliveries(String topicPrefix) {
        this.topicPrefix = topicPrefix;
    }

    List<SqsDelivery> create(ReceiveMessageResponse response, String queueUrl, Instant received,
            SqsDelivery.Outcomes outcomes) {
        return response.messages().stream().map(message -> create(message, queueUrl, received, outcomes)).toList();
    }

    private SqsDelivery create(Message message, String queueUrl, Instant received, SqsDelivery.Outcomes outcomes) {
        ReceivedBody body = ReceivedBody.parse(message.body());
        Map<MessageSystemAttributeName, String> system = message.attributes();
        Map<String, Object> attributes = message.hasMessageAttributes() && !message.messageAttributes().isEmpty()
                ? MessageAttributes.fromSqs(message.messageAttributes())
                : body.attributes();
        String topic = body.topicArn().isEmpty() ? "" : AwsNames.topicOfArn(body.topicArn(), topicPrefix);
        SqsMessage source = new SqsMessage(message.body(), message.messageId(), message.receiptHandle(), queueUrl,
                receiveCount(system.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)), topic, body.messageId(),
                body.type(), body.timestamp(), system.get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
                system.get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID), attributes);
        return new SqsDelivery(message, body.payload(), source, received, outcomes);
    }

    private static int receiveCount(String text) {
        try {
            return text == null ? 1 : Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
