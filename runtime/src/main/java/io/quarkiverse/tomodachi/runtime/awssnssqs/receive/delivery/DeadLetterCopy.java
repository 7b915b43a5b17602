package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageSize;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The message that goes to the dead-letter queue: body, attributes and trace as they were, and attributes that say why, by the
 * names that AMQP dead letters have. SQS takes ten attributes; those of the message come first, then ours in the order of their
 * use.
 *
 * @param service the name of the service
 * @param handler the handler
 * @param queue the queue that the message comes from
 */
public record DeadLetterCopy(String service, String handler, String queue) {

    static final String PREFIX = "x-tomodachi-";

    private static final int MOST_ATTRIBUTES = 10;
    private static final int LARGEST_TEXT = 1_000;

    SendMessageRequest of(SqsDelivery delivery, String target, Throwable reason) {
        return of(delivery, target, attributes(delivery, reason)).messageSystemAttributes(trace(delivery.message())).build();
    }

    /** With nothing else than what the message had from its sender. */
    SendMessageRequest plain(SqsDelivery delivery, String target) {
        return of(delivery, target, delivery.message().messageAttributes()).build();
    }

    private static SendMessageRequest.Builder of(SqsDelivery delivery, String target,
            Map<String, MessageAttributeValue> attributes) {
        Message message = delivery.message();
        SendMessageRequest.Builder copy = SendMessageRequest.builder().queueUrl(target)
                .messageBody(delivery.source().body()).messageAttributes(attributes);
        String id = message.messageId();
        if (target.endsWith(".fifo")) {
            copy.messageGroupId(delivery.group() == null ? id : delivery.group()).messageDeduplicationId(id);
        } else if (delivery.group() != null) {
            copy.messageGroupId(delivery.group());
        }
        return copy;
    }

    /** What SQS itself keeps when it moves a message. */
    private static Map<MessageSystemAttributeNameForSends, MessageSystemAttributeValue> trace(Message message) {
        String header = message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
        return header == null ? null
                : Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder().dataType("String").stringValue(header).build());
    }

    private Map<String, MessageAttributeValue> attributes(SqsDelivery delivery, Throwable reason) {
        Map<String, MessageAttributeValue> all = new LinkedHashMap<>(delivery.message().messageAttributes());
        long size = size(delivery.message());
        for (Map.Entry<String, MessageAttributeValue> attribute : facts(delivery, reason).entrySet()) {
            long more = size(attribute.getKey(), attribute.getValue());
            if ((all.containsKey(attribute.getKey()) || all.size() < MOST_ATTRIBUTES) && size + more <= MessageSize.LIMIT) {
                all.put(attribute.getKey(), attribute.getValue());
                size += more;
            }
        }
        return all;
    }

    private Map<String, MessageAttributeValue> facts(SqsDelivery delivery, Throwable reason) {
        SqsMessage source = delivery.source();
        Map<String, MessageAttributeValue> facts = new LinkedHashMap<>();
        put(facts, "exception", "String", reason == null ? "" : reason.getClass().getName());
        put(facts, "message", "String", reason == null ? "" : reason.getMessage());
        put(facts, "handler", "String", handler);
        put(facts, "queue", "String", queue);
        put(facts, "attempts", "Number", Integer.toString(delivery.attempt()));
        put(facts, "last-failure", "String", Instant.now().toString());
        put(facts, "first-received", "String", firstReceived(delivery.message()));
        put(facts, "service", "String", service);
        put(facts, "topic", "String", source.topic());
        return facts;
    }

    /** Attempts leave nothing in the message that tells when the first one failed. */
    private static String firstReceived(Message message) {
        String millis = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis)).toString();
    }

    private static void put(Map<String, MessageAttributeValue> facts, String name, String type, String text) {
        String value = text == null ? "" : writable(text);
        if (!value.isBlank()) {
            facts.put(PREFIX + name, MessageAttributeValue.builder().dataType(type).stringValue(value).build());
        }
    }

    /** SQS takes the characters that XML 1.0 can have. Cut between characters. */
    private static String writable(String text) {
        StringBuilder writable = new StringBuilder();
        text.codePoints().limit(LARGEST_TEXT).forEach(character -> writable.appendCodePoint(
                character == '\t' || character == '\n' || character == '\r' || character >= 0x20 && character <= 0xD7FF
                        || character >= 0xE000 && character <= 0xFFFD || character >= 0x10000 ? character : 0xFFFD));
        return writable.toString();
    }

    private static long size(Message message) {
        long size = message.body() == null ? 0 : bytes(message.body());
        for (Map.Entry<String, MessageAttributeValue> attribute : message.messageAttributes().entrySet()) {
            size += size(attribute.getKey(), attribute.getValue());
        }
        return size;
    }

    private static long size(String name, MessageAttributeValue value) {
        return bytes(name) + bytes(value.dataType()) + (value.stringValue() == null ? 0 : bytes(value.stringValue()))
                + (value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
