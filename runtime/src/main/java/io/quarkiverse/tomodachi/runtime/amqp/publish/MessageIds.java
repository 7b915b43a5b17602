package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * The ids that messages of one channel get, so that one that comes back tells which it was. They are short: RabbitMQ looks at
 * each character of a property, which costs it a part of all that it does for a small message.
 */
final class MessageIds {

    private final String prefix = random();

    private static String random() {
        // without the bits that are the same in all of them
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(UUID.randomUUID().getLeastSignificantBits()).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, 1, bytes.length));
    }

    /** @param number the number of the message in its channel */
    String of(long number) {
        return prefix + Long.toString(number, Character.MAX_RADIX);
    }

    /** @return the number, 0 if it is the id of another one */
    long number(String id) {
        if (id == null || !id.startsWith(prefix)) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(id.substring(prefix.length()), Character.MAX_RADIX));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
