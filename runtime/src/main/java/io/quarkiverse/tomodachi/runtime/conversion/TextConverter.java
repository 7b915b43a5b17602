package io.quarkiverse.tomodachi.runtime.conversion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the value of a parameter from text.
 *
 * @param target what the text is converted to
 * @param enumType the enum, {@code null} for other targets
 * @param optional whether the parameter is an {@code Optional}
 * @param required whether there must be a text, as for primitive types
 */
public record TextConverter(Target target, Class<?> enumType, boolean optional, boolean required) {

    /** The types that text is converted to. */
    public enum Target {
        STRING("text"),
        BOOLEAN("true or false"),
        CHARACTER("one character"),
        BYTE("a whole number from -128 to 127"),
        SHORT("a whole number from -32768 to 32767"),
        INTEGER("a whole number of 32 bits"),
        LONG("a whole number of 64 bits"),
        FLOAT("a number"),
        DOUBLE("a number"),
        BIG_INTEGER("a whole number"),
        BIG_DECIMAL("a number"),
        UUID("a UUID"),
        ENUM("one of the allowed values");

        private final String expectation;

        Target(String expectation) {
            this.expectation = expectation;
        }
    }

    /** Longer numbers are refused, as making a big number takes time that grows faster than its length. */
    private static final int LONGEST_NUMBER = 1000;

    /**
     * @param text the text, {@code null} if there is none
     * @param what what the text is, for the message of the exception, such as {@code path parameter 'id'}
     */
    public Object convert(String text, String what) throws ConversionException {
        if (text == null) {
            if (required) {
                throw new ConversionException("The " + what + " is missing", null);
            }
            return optional ? Optional.empty() : null;
        }
        Object value;
        try {
            value = parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConversionException("The " + what + " is not " + target.expectation, e);
        }
        return optional ? Optional.of(value) : value;
    }

    private Object parse(String text) {
        return switch (target) {
            case STRING -> text;
            case BOOLEAN -> bool(text);
            case CHARACTER -> character(text);
            case BYTE -> Byte.valueOf(text);
            case SHORT -> Short.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> Float.valueOf(number(text));
            case DOUBLE -> Double.valueOf(number(text));
            case BIG_INTEGER -> new BigInteger(number(text));
            case BIG_DECIMAL -> new BigDecimal(number(text));
            case UUID -> UUID.fromString(text);
            case ENUM -> constant(text);
        };
    }

    private static Boolean bool(String text) {
        if ("true".equalsIgnoreCase(text)) {
            return Boolean.TRUE;
        }
        if ("false".equalsIgnoreCase(text)) {
            return Boolean.FALSE;
        }
        throw new IllegalArgumentException();
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException();
        }
        return text.charAt(0);
    }

    private static String number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private Object constant(String text) {
        for (Object constant : enumType.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException();
    }
}
