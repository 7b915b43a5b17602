package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads AMQP's elementary types out of a frame's payload, refusing whatever does not fit in it. */
public final class WireReader {

    /** Nesting deeper than any sane table, far less than what exhausts the stack. */
    private static final int MAX_DEPTH = 64;

    private final byte[] octets;
    private final int end;
    private int position;
    private int bits;
    private int bitsLeft;
    private int depth;

    public WireReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private WireReader(byte[] octets, int from, int end) {
        this.octets = octets;
        this.position = from;
        this.end = end;
    }

    public boolean hasRemaining() {
        return position < end;
    }

    /** All that is left. */
    public byte[] remaining() {
        return take(end - position);
    }

    public int octet() {
        require(1);
        return octets[position++] & 0xFF;
    }

    public int shortInt() {
        return octet() << 8 | octet();
    }

    public long longInt() {
        return (long) shortInt() << 16 | shortInt();
    }

    public long longLong() {
        return longInt() << 32 | longInt();
    }

    /** One of the booleans that share an octet when they follow each other. */
    public boolean bit() {
        if (bitsLeft == 0) {
            bits = octet();
            bitsLeft = 8;
        }
        boolean value = (bits & 1) != 0;
        bits >>= 1;
        bitsLeft--;
        return value;
    }

    public String shortString() {
        return new String(take(octet()), StandardCharsets.UTF_8);
    }

    public LongString longString() {
        return new LongString(take(longInt()));
    }

    public FieldTable table() {
        return nested().fields();
    }

    /** A table without its length in front, as AMQPLAIN sends its response. */
    public FieldTable fields() {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        while (hasRemaining()) {
            fields.put(shortString(), fieldValue());
        }
        return fields.isEmpty() ? FieldTable.EMPTY : new FieldTable(fields);
    }

    private WireReader nested() {
        if (depth == MAX_DEPTH) {
            throw new AmqpException(ReplyCode.SYNTAX_ERROR, "table nested deeper than " + MAX_DEPTH);
        }
        long length = longInt();
        int from = position;
        WireReader nested = new WireReader(octets, from, skip(length));
        nested.depth = depth + 1;
        return nested;
    }

    private FieldValue fieldValue() {
        FieldType type = FieldType.ofTag(octet());
        Object value = switch (type) {
            case BOOLEAN -> octet() != 0;
            case BYTE -> (long) (byte) octet();
            case UNSIGNED_BYTE -> (long) octet();
            case SHORT -> (long) (short) shortInt();
            case UNSIGNED_SHORT -> (long) shortInt();
            case INT -> (long) (int) longInt();
            case UNSIGNED_INT -> longInt();
            case LONG, TIMESTAMP -> longLong();
            case FLOAT -> Float.intBitsToFloat((int) longInt());
            case DOUBLE -> Double.longBitsToDouble(longLong());
            case DECIMAL -> decimal();
            case LONG_STRING, BINARY -> longString();
            case ARRAY -> array();
            case TABLE -> table();
            case VOID -> null;
        };
        return new FieldValue(type, value);
    }

    private BigDecimal decimal() {
        int scale = octet();
        return new BigDecimal(BigInteger.valueOf(longInt()), scale);
    }

    private List<FieldValue> array() {
        WireReader elements = nested();
        List<FieldValue> values = new ArrayList<>();
        while (elements.hasRemaining()) {
            values.add(elements.fieldValue());
        }
        return values;
    }

    private byte[] take(long length) {
        int from = position;
        return Arrays.copyOfRange(octets, from, skip(length));
    }

    private int skip(long length) {
        require(length);
        position += (int) length;
        return position;
    }

    private void require(long length) {
        bitsLeft = 0;
        if (length > end - position) {
            throw new AmqpException(ReplyCode.FRAME_ERROR, "cannot decode: " + length + " octets wanted, "
                    + (end - position) + " left");
        }
    }
}
