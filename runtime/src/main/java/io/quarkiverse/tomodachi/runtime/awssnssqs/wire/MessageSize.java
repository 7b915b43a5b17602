package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The size of a message as AWS counts it: body and the names, types and values of its attributes. */
public final class MessageSize {

    /** The largest message that AWS takes: 1 MiB. */
    public static final int LIMIT = 1 << 20;

    private MessageSize() {
    }

    /** @throws IllegalArgumentException if AWS would refuse the message for its size */
    public static void check(String body, Map<String, TypedValue> attributes) {
        long size = bytes(body);
        for (Map.Entry<String, TypedValue> attribute : attributes.entrySet()) {
            TypedValue value = attribute.getValue();
            size += bytes(attribute.getKey()) + bytes(value.type())
                    + (value.binary() == null ? bytes(value.text()) : value.binary().length);
        }
        if (size > LIMIT) {
            throw new IllegalArgumentException("The message has " + size + " bytes with its attributes; SNS and SQS take "
                    + LIMIT + " at most. Keep large data elsewhere and send where it is");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
