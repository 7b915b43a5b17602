package io.quarkiverse.tomodachi.runtime.awssnssqs;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives one value of the SQS message. */
public record SqsMessageArgument(Value value) implements ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        SqsMessage message = (SqsMessage) invocation.delivery().source();
        return switch (value) {
            case MESSAGE_ATTRIBUTES -> message.messageAttributes();
            case QUEUE_URL -> message.queueUrl();
            case RECEIPT_HANDLE -> message.receiptHandle();
            case APPROXIMATE_RECEIVE_COUNT -> message.approximateReceiveCount();
            case TOPIC -> message.topic();
            case SNS_MESSAGE_ID -> message.snsMessageId();
            case SQS_MESSAGE_ID -> message.sqsMessageId();
            case MESSAGE_TYPE -> message.messageType();
            case RAW_MESSAGE_BODY -> message.body();
            case MESSAGE_TIMESTAMP -> message.messageTimestamp();
            case MESSAGE_DEDUPLICATION_ID -> message.messageDeduplicationId();
            case MESSAGE_GROUP_ID -> message.messageGroupId();
        };
    }

    @Override
    public boolean overridable() {
        return false;
    }

    /** The values that parameters are bound to by their names. */
    public enum Value {
        MESSAGE_ATTRIBUTES("messageAttributes"),
        QUEUE_URL("queueUrl"),
        RECEIPT_HANDLE("receiptHandle"),
        APPROXIMATE_RECEIVE_COUNT("approximateReceiveCount"),
        TOPIC("topic"),
        SNS_MESSAGE_ID("snsMessageId"),
        SQS_MESSAGE_ID("sqsMessageId"),
        MESSAGE_TYPE("messageType"),
        RAW_MESSAGE_BODY("rawMessageBody"),
        MESSAGE_TIMESTAMP("messageTimestamp"),
        MESSAGE_DEDUPLICATION_ID("messageDeduplicationId"),
        MESSAGE_GROUP_ID("messageGroupId");

        private final String parameter;

        Value(String parameter) {
            this.parameter = parameter;
        }

        public String parameter() {
            return parameter;
        }
    }
}
