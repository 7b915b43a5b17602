package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Map;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttributeReader;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageCharacters;
import io.quarkiverse.tomodachi.devservices.aws.message.MessageSize;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** Reads and validates a message to be sent. */
final class MessageInput {
    private static final int MAX_ATTRIBUTES = 10;
    private static final int MAX_DELAY = 900;
    private static final Pattern FIFO_ID = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final String TRACE_HEADER = "AWSTraceHeader";

    private final MessageAttributeReader attributes = new MessageAttributeReader(SqsErrors::invalidParameter);

    /** @param traceHeader the tracing header of the request, for messages without one of their own; null if there is none */
    NewMessage read(Input input, Queue queue, String traceHeader) {
        String body = SqsInput.required(input, "MessageBody");
        NewMessage message = new NewMessage(body, attributes(input), delay(input, queue),
                fifoId(input, "MessageGroupId"), fifoId(input, "MessageDeduplicationId"), traceHeader(input, traceHeader));
        if (!MessageCharacters.areValid(body)) {
            throw SqsErrors.invalidMessageContents();
        }
        int limit = queue.attributes().maximumMessageSize();
        if (MessageSize.of(body, message.attributes()) > limit) {
            throw SqsErrors.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than " + limit + " bytes.");
        }
        validateFifo(message, queue);
        return message;
    }

    private Map<String, MessageAttribute> attributes(Input input) {
        Map<String, MessageAttribute> read = attributes.read(input.inputMap("MessageAttributes"));
        if (read.size() > MAX_ATTRIBUTES) {
            throw SqsErrors.invalidParameter("Number of message attributes [" + read.size()
                    + "] exceeds the allowed maximum [" + MAX_ATTRIBUTES + "].");
        }
        return read;
    }

    private static Integer delay(Input input, Queue queue) {
        Integer delay = input.integer("DelaySeconds");
        if (delay != null && (delay < 0 || delay > MAX_DELAY)) {
            throw SqsErrors.invalidParameter(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        if (queue.isFifo() && delay != null && delay > 0) {
            throw SqsErrors.invalidParameter(delay, "DelaySeconds",
                    "The request include parameter that is not valid for this queue type.");
        }
        return queue.isFifo() ? null : delay;
    }

    static String fifoId(Input input, String name) {
        String id = input.text(name);
        if (id != null && !FIFO_ID.matcher(id).matches()) {
            throw SqsErrors.invalidParameter(id, name, name
                    + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id;
    }

    private static String traceHeader(Input input, String ofRequest) {
        Map<String, Input> system = input.inputMap("MessageSystemAttributes");
        for (String name : system.keySet()) {
            if (!name.equals(TRACE_HEADER)) {
                throw SqsErrors.invalidParameter("Message system attribute name '" + name + "' is invalid.");
            }
        }
        if (!system.containsKey(TRACE_HEADER)) {
            return ofRequest;
        }
        Input header = system.get(TRACE_HEADER);
        String value = header.text("StringValue");
        if (!"String".equals(header.text("DataType")) || value == null || value.isEmpty()) {
            throw SqsErrors.invalidParameter("The message system attribute '" + TRACE_HEADER + "' must be a String.");
        }
        return value;
    }

    private static void validateFifo(NewMessage message, Queue queue) {
        if (!queue.isFifo()) {
            if (message.deduplicationId() != null) {
                throw SqsErrors.invalidParameter(message.deduplicationId(), "MessageDeduplicationId",
                        "The request include parameter that is not valid for this queue type");
            }
            return;
        }
        if (message.groupId() == null) {
            throw SqsErrors.missingParameter("MessageGroupId");
        }
        if (message.deduplicationId() == null && !queue.attributes().deduplicatesByContent()) {
            throw SqsErrors.invalidParameter("The queue should either have ContentBasedDeduplication enabled or "
                    + "MessageDeduplicationId provided explicitly");
        }
    }
}
