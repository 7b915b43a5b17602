package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.util.List;

/**
 * A typed value of a field table. The Java value is a {@link Boolean}, a {@link Long} for all whole numbers and timestamps,
 * {@link Float}, {@link Double}, {@link java.math.BigDecimal}, {@link LongString}, {@link List} of field values,
 * {@link FieldTable} or null for void.
 */
public record FieldValue(FieldType type, Object value) {

    public static FieldValue of(String text) {
        return new FieldValue(FieldType.LONG_STRING, LongString.of(text));
    }

    public static FieldValue of(long number) {
        return new FieldValue(FieldType.LONG, number);
    }

    public static FieldValue of(boolean value) {
        return new FieldValue(FieldType.BOOLEAN, value);
    }

    public static FieldValue of(FieldTable table) {
        return new FieldValue(FieldType.TABLE, table);
    }

    public static FieldValue of(List<FieldValue> values) {
        return new FieldValue(FieldType.ARRAY, List.copyOf(values));
    }

    public static FieldValue timestamp(long seconds) {
        return new FieldValue(FieldType.TIMESTAMP, seconds);
    }

    public boolean isText() {
        return type == FieldType.LONG_STRING;
    }

    public boolean isInteger() {
        return type.isInteger();
    }

    public String text() {
        return value.toString();
    }

    public long number() {
        return (Long) value;
    }

    @SuppressWarnings("unchecked")
    public List<FieldValue> elements() {
        return type == FieldType.ARRAY ? (List<FieldValue>) value : List.of();
    }
}
