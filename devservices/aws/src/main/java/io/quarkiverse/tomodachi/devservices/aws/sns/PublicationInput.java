package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttributeReader;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageDigests;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageSize;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;
import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

/** Reads and validates what is to be published. */
final class PublicationInput {
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,99}");
    private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private final MessageAttributeReader attributes = new MessageAttributeReader(SnsErrors::invalidValue);

    Publication read(Input input, Topic topic) {
        String message = message(input);
        String subject = input.text("Subject");
        if (subject != null && !SUBJECT.matcher(subject).matches()) {
            throw SnsErrors.invalidParameter("Subject");
        }
        Map<String, MessageAttribute> read = attributes.read(input.inputMap("MessageAttributes"));
        String group = fifoId(input, "MessageGroupId");
        String deduplication = fifoId(input, "MessageDeduplicationId");
        if (!topic.isFifo()) {
            if (deduplication != null) {
                throw SnsErrors.invalidParameter("MessageDeduplicationId Reason: The request includes "
                        + "MessageDeduplicationId parameter that is not valid for this topic type");
            }
            return new Publication(message, subject, read, group, null);
        }
        if (group == null) {
            throw SnsErrors.invalidParameter("The MessageGroupId parameter is required for FIFO topics");
        }
        if (deduplication == null && !topic.deduplicatesByContent()) {
            throw SnsErrors.invalidParameter("The topic should either have ContentBasedDeduplication enabled or "
                    + "MessageDeduplicationId provided explicitly");
        }
        return new Publication(message, subject, read, group,
                deduplication != null ? deduplication : MessageDigests.deduplicationId(message));
    }

    /** What the entry counts against the limit, as far as it can be told before it is validated. */
    int size(Input entry) {
        String message = entry.text("Message");
        int size = message == null ? 0 : MessageSize.of(message, Map.of());
        try {
            return size + MessageSize.of("", attributes.read(entry.inputMap("MessageAttributes")));
        } catch (ServiceError e) {
            return size;
        }
    }

    private static String message(Input input) {
        String message = input.text("Message");
        if (message == null || message.isEmpty()) {
            throw SnsErrors.invalidParameter("Empty message");
        }
        String structure = input.text("MessageStructure");
        if (structure == null || structure.isEmpty()) {
            return message;
        }
        if (!structure.equals("json")) {
            throw SnsErrors.invalidParameter("MessageStructure");
        }
        JsonNode byProtocol = FilterPolicy.tree(message);
        if (byProtocol == null || !byProtocol.isObject()) {
            throw SnsErrors.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        if (!byProtocol.path("default").isTextual()) {
            throw SnsErrors.invalidParameter("Message Structure - No default entry in JSON message body");
        }
        JsonNode forQueues = byProtocol.path("sqs");
        return forQueues.isTextual() ? forQueues.textValue() : byProtocol.path("default").textValue();
    }

    private static String fifoId(Input input, String name) {
        String id = input.text(name);
        if (id != null && !FIFO_ID.matcher(id).matches()) {
            throw SnsErrors.invalidParameter(name + " Reason: it can only include alphanumeric and punctuation characters, "
                    + "1 to 128 in length");
        }
        return id;
    }
}
