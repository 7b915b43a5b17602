package io.quarkiverse.tomodachi.runtime.conversion;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types that text is converted to. */
public enum TextTarget {
    STRING("text", text -> text),
    BOOLEAN("true or false", TextTarget::bool),
    CHARACTER("one character", TextTarget::character),
    BYTE("a whole number from -128 to 127", text -> Byte.valueOf(whole(text))),
    SHORT("a whole number from -32768 to 32767", text -> Short.valueOf(whole(text))),
    INTEGER("a whole number of 32 bits", text -> Integer.valueOf(whole(text))),
    LONG("a whole number of 64 bits", text -> Long.valueOf(whole(text))),
    FLOAT("a number", text -> finite(Float.valueOf(decimal(text)))),
    DOUBLE("a number", text -> finite(Double.valueOf(decimal(text)))),
    BIG_INTEGER("a whole number", text -> new BigInteger(whole(text))),
    BIG_DECIMAL("a number", TextTarget::bigDecimal),
    UUID("a UUID", java.util.UUID::fromString),
    URI("a URI", java.net.URI::create),
    LOCALE("a language tag", TextTarget::locale),
    INSTANT("an instant such as 2030-01-31T10:15:30Z", Instant::parse),
    LOCAL_DATE("a date such as 2030-01-31", LocalDate::parse),
    LOCAL_TIME("a time such as 10:15:30", LocalTime::parse),
    LOCAL_DATE_TIME("a date and time such as 2030-01-31T10:15:30", LocalDateTime::parse),
    OFFSET_DATE_TIME("a date and time such as 2030-01-31T10:15:30+01:00", OffsetDateTime::parse),
    OFFSET_TIME("a time such as 10:15:30+01:00", OffsetTime::parse),
    ZONED_DATE_TIME("a date and time such as 2030-01-31T10:15:30+01:00[Europe/Stockholm]", ZonedDateTime::parse),
    YEAR("a year such as 2030", Year::parse),
    YEAR_MONTH("a month such as 2030-01", YearMonth::parse),
    MONTH_DAY("a day of the year such as --01-31", MonthDay::parse),
    DURATION("a duration such as PT10M", Duration::parse),
    PERIOD("a period such as P1M", Period::parse),
    ZONE_ID("a time zone such as Europe/Stockholm", ZoneId::of),
    /** The type of the parameter is an enum. */
    ENUM("one of the allowed values", null),
    /** The type of the parameter has a method or constructor for text. */
    PARSED("well formed", null);

    /** Longer numbers are refused, as making a big number takes time that grows faster than its length. */
    private static final int LONGEST_NUMBER = 1000;

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private final String expectation;
    private final Function<String, Object> parser;

    TextTarget(String expectation, Function<String, Object> parser) {
        this.expectation = expectation;
        this.parser = parser;
    }

    /** What the text has to be, for texts like "x is not …". */
    String expectation() {
        return expectation;
    }

    /**
     * @param type the type of the parameter, for targets that stand for many
     * @throws RuntimeException if the text does not fit
     */
    Object parse(String text, Class<?> type) {
        return switch (this) {
            case ENUM -> constant(text, type);
            case PARSED -> TextParsers.parse(text, type);
            default -> parser.apply(text);
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

    private static String whole(String text) {
        return number(text, WHOLE);
    }

    private static String decimal(String text) {
        return number(text, DECIMAL);
    }

    /** Java would take digits of all scripts, and names, suffixes and hexadecimal forms of its own. */
    private static String number(String text, Pattern form) {
        if (text.length() > LONGEST_NUMBER || !form.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static <T extends Number> T finite(T number) {
        if (Double.isInfinite(number.doubleValue())) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    /** A few characters can stand for a number with more digits than the memory can hold. */
    private static BigDecimal bigDecimal(String text) {
        BigDecimal number = new BigDecimal(decimal(text));
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static Locale locale(String text) {
        return new Locale.Builder().setLanguageTag(text).build();
    }

    private static Object constant(String text, Class<?> type) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException();
    }
}
