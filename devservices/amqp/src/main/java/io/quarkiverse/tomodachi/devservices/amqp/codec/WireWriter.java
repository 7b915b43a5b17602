package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes AMQP's elementary types into a growing array. */
public final class WireWriter {

    private static final int MAX_SHORT_STRING = 255;

    private byte[] octets = new byte[128];
    private int length;
    private int bitCount;

    public WireWriter octet(int value) {
        bitCount = 0;
        append(value);
        return this;
    }

    public WireWriter shortInt(int value) {
        return octet(value >> 8).octet(value);
    }

    public WireWriter longInt(long value) {
        return shortInt((int) (value >> 16)).shortInt((int) value);
    }

    public WireWriter longLong(long value) {
        return longInt(value >> 32).longInt(value);
    }

    /** One boolean, sharing its octet with those written right before it. */
    public WireWriter bit(boolean value) {
        if (bitCount == 0 || bitCount == 8) {
            append(0);
            bitCount = 0;
        }
        if (value) {
            octets[length - 1] |= (byte) (1 << bitCount);
        }
        bitCount++;
        return this;
    }

    public WireWriter shortString(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        // Only texts of our own making can be longer (a reason that quotes a name): they are cut.
        int size = Math.min(encoded.length, MAX_SHORT_STRING);
        return octet(size).raw(encoded, size);
    }

    public WireWriter longString(LongString value) {
        byte[] encoded = value.octets();
        return longInt(encoded.length).raw(encoded, encoded.length);
    }

    public WireWriter table(FieldTable table) {
        int start = reserveLength();
        for (Map.Entry<String, FieldValue> field : table.fields().entrySet()) {
            shortString(field.getKey());
            fieldValue(field.getValue());
        }
        return fillLength(start);
    }

    WireWriter raw(byte[] source, int size) {
        bitCount = 0;
        ensure(size);
        System.arraycopy(source, 0, octets, length, size);
        length += size;
        return this;
    }

    int length() {
        return length;
    }

    /** Overwrites four octets written before. */
    void longIntAt(int index, int value) {
        octets[index] = (byte) (value >> 24);
        octets[index + 1] = (byte) (value >> 16);
        octets[index + 2] = (byte) (value >> 8);
        octets[index + 3] = (byte) value;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(octets, length);
    }

    private void fieldValue(FieldValue field) {
        octet(field.type().tag());
        switch (field.type()) {
            case BOOLEAN -> octet(Boolean.TRUE.equals(field.value()) ? 1 : 0);
            case BYTE, UNSIGNED_BYTE -> octet((int) field.number());
            case SHORT, UNSIGNED_SHORT -> shortInt((int) field.number());
            case INT, UNSIGNED_INT -> longInt(field.number());
            case LONG, TIMESTAMP -> longLong(field.number());
            case FLOAT -> longInt(Float.floatToRawIntBits((Float) field.value()));
            case DOUBLE -> longLong(Double.doubleToRawLongBits((Double) field.value()));
            case DECIMAL -> decimal((BigDecimal) field.value());
            case LONG_STRING, BINARY -> longString((LongString) field.value());
            case ARRAY -> array(field.elements());
            case TABLE -> table((FieldTable) field.value());
            case VOID -> {
            }
        }
    }

    private void decimal(BigDecimal value) {
        octet(value.scale()).longInt(value.unscaledValue().longValue());
    }

    private void array(List<FieldValue> values) {
        int start = reserveLength();
        values.forEach(this::fieldValue);
        fillLength(start);
    }

    private int reserveLength() {
        int start = length;
        longInt(0);
        return start;
    }

    private WireWriter fillLength(int start) {
        longIntAt(start, length - start - Integer.BYTES);
        return this;
    }

    private void append(int value) {
        ensure(1);
        octets[length++] = (byte) value;
    }

    private void ensure(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
        }
    }
}
