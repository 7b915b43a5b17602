package io.quarkiverse.tomodachi;

import java.util.Map;

/**
 * A message as SQS delivered it.
 *
 * @param body the body of the SQS message, for SNS notifications the JSON around the payload
 * @param sqsMessageId the id that SQS gave
 * @param receiptHandle the handle of this receive
 * @param queueUrl the queue
 * @param approximateReceiveCount how often the message was received, 1 or more
 * @param topic the name of the SNS topic without prefix; empty for messages that did not come through SNS
 * @param snsMessageId the id that SNS gave; empty for messages that did not come through SNS
 * @param messageType the field {@code Type} of the body, or {@code null}
 * @param messageTimestamp the field {@code Timestamp} of the body; empty if there is none
 * @param messageGroupId the group of a FIFO message, or {@code null}
 * @param messageDeduplicationId the deduplication id of a FIFO message, or {@code null}
 * @param messageAttributes the attributes: text, numbers, {@code byte[]}, lists, booleans
 */
public record SqsMessage(String body, String sqsMessageId, String receiptHandle, String queueUrl,
        int approximateReceiveCount, String topic, String snsMessageId, String messageType, String messageTimestamp,
        String messageGroupId, String messageDeduplicationId, Map<String, Object> messageAttributes) {
}
