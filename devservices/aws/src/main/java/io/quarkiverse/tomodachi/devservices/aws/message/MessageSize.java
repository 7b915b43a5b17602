package io.quarkiverse.tomodachi.devservices.aws.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a message counts against the size limits: its body and the names, types and values of its attributes. */
public final class MessageSize {

    private MessageSize() {
    }

    public static int of(String body, Map<String, MessageAttribute> attributes) {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length + entry.getValue().size();
        }
        return size;
    }
}
