package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.Map;

/** The size of a message as AWS counts it: body and the names, types and values of its attributes. */
public final class MessageSize {

    /** The largest message that SQS takes, and SNS for topics that are set to it: 1 MiB. Also the largest batch. */
    public static final int LIMIT = 1 << 20;

    /** The largest message that a topic takes unless its attribute {@code MaximumMessageSize} says more: 256 KiB. */
    public static final int TOPIC_LIMIT = 256 << 10;

    private MessageSize() {
    }

    /**
     * @return the size
     * @throws IllegalArgumentException if AWS would refuse the message for it
     */
    public static int check(String body, Map<String, TypedValue> attributes) {
        int size = bytes(body) + of(attributes);
        if (size > LIMIT) {
            throw new IllegalArgumentException(problem(size, "SNS and SQS take " + LIMIT + " at most"));
        }
        return size;
    }

    /** @param limit what is taken, to continue "The message has … bytes with its attributes; " */
    public static String problem(int size, String limit) {
        return "The message has " + size + " bytes with its attributes; " + limit
                + ". Keep large data elsewhere and send where it is";
    }

    /** @param body of ASCII characters alone */
    public static int ofAscii(String body, Map<String, TypedValue> attributes) {
        return body.length() + of(attributes);
    }

    private static int of(Map<String, TypedValue> attributes) {
        int size = 0;
        for (Map.Entry<String, TypedValue> attribute : attributes.entrySet()) {
            TypedValue value = attribute.getValue();
            size += bytes(attribute.getKey()) + bytes(value.type())
                    + (value.binary() == null ? bytes(value.text()) : value.binary().length);
        }
        return size;
    }

    /** The length in UTF-8; half a surrogate pair counts as the question mark that it becomes. */
    private static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 2;
                i++;
            }
        }
        return bytes;
    }
}
