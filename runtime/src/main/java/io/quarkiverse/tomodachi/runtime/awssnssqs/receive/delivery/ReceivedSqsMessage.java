package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.ReceivedBody;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What a handler sees of a delivery. The body is taken apart when somebody asks, which is where the handler runs. */
final class ReceivedSqsMessage implements SqsMessage {

    private final Message message;
    private final String queueUrl;
    private final BodyForm form;
    private final SqsDelivery delivery;
    private volatile ReceivedBody parsed;
    private volatile Map<String, Object> attributes;

    ReceivedSqsMessage(Message message, String queueUrl, BodyForm form, SqsDelivery delivery) {
        this.message = message;
        this.queueUrl = queueUrl;
        this.form = form;
        this.delivery = delivery;
    }

    /** The same message for a further attempt. */
    ReceivedSqsMessage of(SqsDelivery next) {
        ReceivedSqsMessage copy = new ReceivedSqsMessage(message, queueUrl, form, next);
        copy.parsed = parsed;
        copy.attributes = attributes;
        return copy;
    }

    private ReceivedBody parsed() {
        ReceivedBody known = parsed;
        if (known == null) {
            known = form.parse(body());
            parsed = known;
        }
        return known;
    }

    String payload() {
        return parsed().payload();
    }

    Message message() {
        return message;
    }

    @Override
    public String body() {
        return message.body() == null ? "" : message.body();
    }

    @Override
    public String sqsMessageId() {
        return message.messageId();
    }

    @Override
    public String receiptHandle() {
        return message.receiptHandle();
    }

    @Override
    public String queueUrl() {
        return queueUrl;
    }

    @Override
    public int approximateReceiveCount() {
        return (int) Math.max(1, Math.min(number(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT), Integer.MAX_VALUE));
    }

    @Override
    public String topic() {
        return form.topic(parsed());
    }

    @Override
    public String snsMessageId() {
        return parsed().messageId();
    }

    @Override
    public String messageType() {
        return parsed().type();
    }

    @Override
    public String messageTimestamp() {
        return parsed().timestamp();
    }

    @Override
    public String messageGroupId() {
        return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }

    @Override
    public String messageDeduplicationId() {
        return message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
    }

    @Override
    public Map<String, Object> messageAttributes() {
        Map<String, Object> known = attributes;
        if (known == null) {
            known = readAttributes();
            attributes = known;
        }
        return known;
    }

    /** Those of a notification, and those that the SQS message has itself: what came by way of a dead-letter queue has both. */
    private Map<String, Object> readAttributes() {
        if (!message.hasMessageAttributes() || message.messageAttributes().isEmpty()) {
            return parsed().attributes();
        }
        Map<String, Object> all = new LinkedHashMap<>(parsed().attributes());
        all.putAll(MessageAttributes.fromSqs(message.messageAttributes()));
        return all;
    }

    @Override
    public Instant sentTimestamp() {
        long millis = number(MessageSystemAttributeName.SENT_TIMESTAMP);
        return millis <= 0 ? null : Instant.ofEpochMilli(millis);
    }

    private long number(MessageSystemAttributeName name) {
        String text = message.attributes().get(name);
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public Uni<Void> extend(Duration time) {
        return Told.of(delivery.extend(Objects.requireNonNull(time, "time")));
    }

    @Override
    public Uni<Void> release(Duration delay) {
        return Told.of(delivery.release(Objects.requireNonNull(delay, "delay")));
    }

    @Override
    public Uni<Void> delete() {
        return Told.of(delivery.delete());
    }

    @Override
    public boolean isSettled() {
        return delivery.isOver();
    }

    @Override
    public boolean isVisibilityLost() {
        return delivery.lease().isLost();
    }

    @Override
    public void onVisibilityLost(Runnable action) {
        if (!delivery.isOver()) {
            delivery.lease().onLost(action);
        }
    }

    @Override
    public String toString() {
        return "SqsMessage[" + delivery.origin() + "]";
    }
}
