package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** The properties of class basic, in the order of their flags from the highest bit down. */
public enum Property {
    CONTENT_TYPE(Kind.SHORT_STRING),
    CONTENT_ENCODING(Kind.SHORT_STRING),
    HEADERS(Kind.TABLE),
    DELIVERY_MODE(Kind.OCTET),
    PRIORITY(Kind.OCTET),
    CORRELATION_ID(Kind.SHORT_STRING),
    REPLY_TO(Kind.SHORT_STRING),
    EXPIRATION(Kind.SHORT_STRING),
    MESSAGE_ID(Kind.SHORT_STRING),
    TIMESTAMP(Kind.TIMESTAMP),
    TYPE(Kind.SHORT_STRING),
    USER_ID(Kind.SHORT_STRING),
    APP_ID(Kind.SHORT_STRING),
    CLUSTER_ID(Kind.SHORT_STRING);

    private static final int HIGHEST_FLAG = 15;

    private final Kind kind;

    Property(Kind kind) {
        this.kind = kind;
    }

    int flag() {
        return 1 << HIGHEST_FLAG - ordinal();
    }

    Object read(WireReader in) {
        return switch (kind) {
            case SHORT_STRING -> in.shortString();
            case OCTET -> in.octet();
            case TIMESTAMP -> in.longLong();
            case TABLE -> in.table();
        };
    }

    void write(WireWriter out, Object value) {
        switch (kind) {
            case SHORT_STRING -> out.shortString((String) value);
            case OCTET -> out.octet((Integer) value);
            case TIMESTAMP -> out.longLong((Long) value);
            case TABLE -> out.table((FieldTable) value);
        }
    }

    private enum Kind {
        SHORT_STRING,
        OCTET,
        TIMESTAMP,
        TABLE
    }
}
