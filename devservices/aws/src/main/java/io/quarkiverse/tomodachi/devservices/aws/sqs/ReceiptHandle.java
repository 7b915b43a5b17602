package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * Names one receive of one message.
 *
 * @param queue which queue it is of: not its name, as a queue made anew knows no old handles
 */
record ReceiptHandle(String queue, String messageId, String receipt) {

    static ReceiptHandle create(String queue, String messageId) {
        return new ReceiptHandle(queue, messageId, UUID.randomUUID().toString());
    }

    String encoded() {
        byte[] bytes = (queue + " " + messageId + " " + receipt).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The handle, or null if it is none. */
    static ReceiptHandle parse(String text) {
        try {
            String[] parts = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
            return parts.length == 3 ? new ReceiptHandle(parts[0], parts[1], parts[2]) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
