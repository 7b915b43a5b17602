package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as text in the form of the Python library. */
final class NumberText {

    /** From this power of ten on, and from this one down, Python writes floating-point numbers with an exponent. */
    private static final int LARGE_EXPONENT = 16;
    private static final int SMALL_EXPONENT = -5;
    /** As in JSON, since anybody may send more, and to read a whole number takes the square of the time. */
    private static final int MOST_CHARACTERS = 1_000;

    private NumberText() {
    }

    static String write(Number value) {
        if (!(value instanceof Double || value instanceof Float)) {
            return value.toString();
        }
        double number = value.doubleValue();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(number + ", which is no number that SNS and SQS take. Leave it out");
        }
        if (number == 0) {
            return "0.0";
        }
        BigDecimal exact = new BigDecimal(value.toString()).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent > SMALL_EXPONENT && exponent < LARGE_EXPONENT) {
            return exact.scale() > 0 ? exact.toPlainString() : exact.toPlainString() + ".0";
        }
        BigDecimal mantissa = exact.scaleByPowerOfTen(-exponent);
        return mantissa.toPlainString() + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /**
     * An {@code Integer}, {@code Long} or {@code BigInteger} for whole numbers, else a {@code Double}; the text itself if it is
     * no number, or one of more than 1000 characters.
     */
    static Object read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return text;
        }
        try {
            if (text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
                return Double.valueOf(text);
            }
            BigInteger whole = new BigInteger(text.trim());
            if (whole.bitLength() < Integer.SIZE) {
                return whole.intValue();
            }
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
