package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageDigests;

/** Shows a received message with the attributes that the receiver asked for. */
final class MessageOutput {
    private static final List<String> SYSTEM_NAMES = List.of("SenderId", "SentTimestamp", "ApproximateReceiveCount",
            "ApproximateFirstReceiveTimestamp", "SequenceNumber", "MessageDeduplicationId", "MessageGroupId",
            "AWSTraceHeader", "DeadLetterQueueSourceArn");

    private final String senderId;
    private final List<String> systemNames;
    private final List<String> attributeNames;

    MessageOutput(String senderId, List<String> systemNames, List<String> attributeNames) {
        this.senderId = senderId;
        this.systemNames = systemNames;
        this.attributeNames = attributeNames;
        for (String name : systemNames) {
            if (!name.equals("All") && !SYSTEM_NAMES.contains(name)) {
                throw SqsErrors.invalidAttributeName(name);
            }
        }
    }

    ObjectNode of(ReceivedMessage received) {
        StoredMessage message = received.message();
        ObjectNode output = SqsInput.output().put("MessageId", message.id).put("ReceiptHandle", received.receiptHandle())
                .put("MD5OfBody", MessageDigests.ofBody(message.body())).put("Body", message.body());
        ObjectNode system = system(received);
        if (!system.isEmpty()) {
            output.set("Attributes", system);
        }
        Map<String, MessageAttribute> attributes = wanted(message.attributes());
        if (!attributes.isEmpty()) {
            output.put("MD5OfMessageAttributes", MessageDigests.ofAttributes(attributes));
            ObjectNode shown = output.putObject("MessageAttributes");
            attributes.forEach((name, attribute) -> shown.set(name, of(attribute)));
        }
        return output;
    }

    private static ObjectNode of(MessageAttribute attribute) {
        ObjectNode output = SqsInput.output();
        if (attribute.isBinary()) {
            output.put("BinaryValue", Base64.getEncoder().encodeToString(attribute.binary()));
        } else {
            output.put("StringValue", attribute.text());
        }
        return output.put("DataType", attribute.dataType());
    }

    private ObjectNode system(ReceivedMessage received) {
        StoredMessage message = received.message();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("SenderId", senderId);
        values.put("SentTimestamp", Long.toString(message.sentAt));
        values.put("ApproximateReceiveCount", Integer.toString(received.receiveCount()));
        values.put("ApproximateFirstReceiveTimestamp", Long.toString(received.firstReceivedAt()));
        values.put("SequenceNumber", message.sequenceNumber);
        values.put("MessageDeduplicationId", message.content.deduplicationId());
        values.put("MessageGroupId", message.groupId());
        values.put("AWSTraceHeader", message.content.traceHeader());
        values.put("DeadLetterQueueSourceArn", message.deadLetterSource);
        ObjectNode output = SqsInput.output();
        values.forEach((name, value) -> {
            if (value != null && (systemNames.contains("All") || systemNames.contains(name))) {
                output.put(name, value);
            }
        });
        return output;
    }

    private Map<String, MessageAttribute> wanted(Map<String, MessageAttribute> all) {
        Map<String, MessageAttribute> wanted = new TreeMap<>(all);
        wanted.keySet().removeIf(name -> attributeNames.stream().noneMatch(pattern -> matches(pattern, name)));
        return wanted;
    }

    private static boolean matches(String pattern, String name) {
        if (pattern.equals("All") || pattern.equals(".*")) {
            return true;
        }
        return pattern.endsWith(".*") ? name.startsWith(pattern.substring(0, pattern.length() - 2)) : pattern.equals(name);
    }
}
