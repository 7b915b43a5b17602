package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.UUID;

/**
 * The ids that messages of one channel get, so that one that comes back tells which it was. They are short: RabbitMQ looks at
 * each character of a property, which costs it a part of all that it does for a small message. Seven characters tell the
 * channel
 * from others, the rest is the number of the message; both are digits of Base64 as it is in URLs.
 */
final class MessageIds {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;
    private static final int PREFIX = 7;
    /** What a positive number takes. */
    private static final int MOST_DIGITS = 11;

    /** Of the bits that are random. */
    private final String prefix = write(UUID.randomUUID().getMostSignificantBits() >>> Long.SIZE - BITS * PREFIX, PREFIX);

    private static String write(long number, int digits) {
        char[] text = new char[digits];
        long left = number;
        for (int i = digits - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) left & MASK);
            left >>>= BITS;
        }
        return new String(text);
    }

    /** @param number the number of the message in its channel */
    String of(long number) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(number);
        return prefix + write(number, (bits + BITS - 1) / BITS);
    }

    /** @return the number, 0 if it is the id of another one */
    long number(String id) {
        if (id == null || !id.startsWith(prefix) || id.length() > PREFIX + MOST_DIGITS) {
            return 0;
        }
        long number = 0;
        for (int i = PREFIX; i < id.length(); i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return 0;
            }
            number = number << BITS | digit;
        }
        return Math.max(0, number);
    }
}
