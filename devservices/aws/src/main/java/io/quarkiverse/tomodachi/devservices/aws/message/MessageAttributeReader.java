package io.quarkiverse.tomodachi.devservices.aws.message;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;
import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

/** Reads and validates the attributes of a message. */
public final class MessageAttributeReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?", Pattern.DOTALL);
    private static final int MAX_LENGTH = 256;
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 126;
    private static final int MIN_EXPONENT = -128;

    private final Function<String, ServiceError> error;

    /** @param error makes the service's error of a text */
    public MessageAttributeReader(Function<String, ServiceError> error) {
        this.error = error;
    }

    public Map<String, MessageAttribute> read(Map<String, Input> inputs) {
        Map<String, MessageAttribute> attributes = new TreeMap<>();
        inputs.forEach((name, input) -> {
            validateName(name);
            attributes.put(name, attribute(name, input));
        });
        return attributes;
    }

    private void validateName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw error.apply("The length of message attribute name must be between 1 and 256 characters.");
        }
        if (!NAME.matcher(name).matches()) {
            throw error.apply("The message attribute name can contain alphanumeric characters, underscores, hyphens and"
                    + " single periods that neither start nor end it.");
        }
        if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw error.apply("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. "
                    + "These strings are reserved for internal use.");
        }
    }

    private MessageAttribute attribute(String name, Input input) {
        if (!input.texts("StringListValues").isEmpty() || !input.texts("BinaryListValues").isEmpty()) {
            throw error.apply("Message attribute list values are not supported.");
        }
        String type = input.text("DataType");
        if (type == null || type.isEmpty()) {
            throw error.apply("The message attribute '" + name + "' must contain a non-empty message attribute type.");
        }
        if (!TYPE.matcher(type).matches() || type.length() > MAX_LENGTH) {
            throw error.apply("The message attribute '" + name + "' has an invalid message attribute type, the set of "
                    + "supported type prefixes is Binary, Number, and String.");
        }
        String text = input.text("StringValue");
        String binary = input.text("BinaryValue");
        boolean wantsBinary = type.startsWith("Binary");
        if (text != null && binary != null) {
            throw error.apply("The message attribute '" + name + "' has more than one value.");
        }
        String value = wantsBinary ? binary : text;
        if (value == null || value.isEmpty()) {
            throw error.apply("The message attribute '" + name + "' must contain a non-empty message attribute value for "
                    + "message attribute type '" + type + "'.");
        }
        return wantsBinary ? new MessageAttribute(type, null, decode(name, value))
                : new MessageAttribute(type, text(name, type, value), null);
    }

    private String text(String name, String type, String value) {
        if (!MessageCharacters.areValid(value)) {
            throw error.apply("The value of message attribute '" + name + "' contains invalid characters.");
        }
        if (type.startsWith("Number") && !isNumber(value.trim())) {
            throw error.apply("Can't cast the value of message attribute '" + name + "' to a number.");
        }
        return value;
    }

    private static boolean isNumber(String value) {
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        try {
            BigDecimal number = new BigDecimal(value).stripTrailingZeros();
            long exponent = (long) number.precision() - number.scale() - 1;
            return number.precision() <= MAX_DIGITS && exponent <= MAX_EXPONENT && exponent >= MIN_EXPONENT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private byte[] decode(String name, String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw error.apply("The value of message attribute '" + name + "' is not Base64-encoded.");
        }
    }
}
