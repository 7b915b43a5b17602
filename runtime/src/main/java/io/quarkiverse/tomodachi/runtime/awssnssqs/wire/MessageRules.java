package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What SNS and SQS refuse in a message, told before it is sent. All methods throw {@code IllegalArgumentException} that says
 * what is wrong.
 */
public final class MessageRules {

    /**
     * How many attributes a message in a queue has at most. SNS takes more, but discards such messages where it delivers raw.
     */
    public static final int MAX_ATTRIBUTES = 10;

    private static final int NAME_LENGTH = 256;
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 126;
    private static final int MIN_EXPONENT = -128;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,128}");

    private MessageRules() {
    }

    /** @param payload the body of a message to a topic */
    public static void checkPayload(String payload) {
        if (payload.isEmpty()) {
            throw new IllegalArgumentException("The message is empty; SNS takes no empty messages");
        }
        int invalid = invalidCharacter(payload);
        if (invalid >= 0) {
            throw new IllegalArgumentException("The message contains the character " + unicode(payload, invalid)
                    + ", which SNS and SQS do not take; encode it, as JSON or Base64 for example");
        }
    }

    /** @param count how many attributes a message to a queue has */
    public static void checkCount(int count) {
        if (count > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException("The message has " + count + " attributes; SQS takes " + MAX_ATTRIBUTES
                    + " at most. Put the others into the message");
        }
    }

    public static void checkAttributes(Map<String, TypedValue> attributes) {
        attributes.forEach((name, value) -> {
            checkName(name);
            checkValue(name, value);
        });
    }

    /** @param id a group or deduplication id, or {@code null} */
    public static void checkId(String option, String id) {
        if (id != null && !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("The option " + option
                    + " is 1 to 128 letters, digits and punctuation characters of ASCII, not '" + id + "'");
        }
    }

    private static void checkName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || name.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("The message attribute '" + name + "' has a name that SNS and SQS do not take;"
                    + " use 1 to 256 letters, digits, _, - and single periods between them");
        }
        if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw new IllegalArgumentException(
                    "The message attribute '" + name + "' has a reserved name; names do not begin with AWS. or Amazon.");
        }
    }

    private static void checkValue(String name, TypedValue value) {
        if (value.binary() == null ? value.text().isEmpty() : value.binary().length == 0) {
            throw new IllegalArgumentException(
                    "The message attribute '" + name + "' is empty; SNS and SQS take no empty attributes. Leave it out");
        }
        if (value.binary() != null) {
            return;
        }
        int invalid = invalidCharacter(value.text());
        if (invalid >= 0) {
            throw new IllegalArgumentException("The message attribute '" + name + "' contains the character "
                    + unicode(value.text(), invalid) + ", which SNS and SQS do not take");
        }
        if (value.is(TypedValue.NUMBER) && !isNumber(value.text())) {
            throw new IllegalArgumentException("The message attribute '" + name + "' is a number that SNS and SQS do not take;"
                    + " it has 38 digits at most, and is from 1e-128 to 1e126. Send it as text");
        }
    }

    private static boolean isNumber(String text) {
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            long exponent = (long) number.precision() - number.scale() - 1;
            return number.precision() <= MAX_DIGITS && exponent <= MAX_EXPONENT && exponent >= MIN_EXPONENT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The index of the first character that XML 1.0 does not have, half a surrogate pair included; -1 if there is none. */
    private static int invalidCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < Character.MIN_SURROGATE) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c >= 0xFFFE || Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static String unicode(String text, int index) {
        return String.format("U+%04X", (int) text.charAt(index));
    }
}
