package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** The types a value in a field table can have, with their tag on the wire and the name used in error texts. */
public enum FieldType {
    BOOLEAN('t', "bool"),
    BYTE('b', "byte"),
    UNSIGNED_BYTE('B', "unsignedbyte"),
    SHORT('s', "short"),
    UNSIGNED_SHORT('u', "unsignedshort"),
    INT('I', "signedint"),
    UNSIGNED_INT('i', "unsignedint"),
    LONG('l', "long"),
    FLOAT('f', "float"),
    DOUBLE('d', "double"),
    DECIMAL('D', "decimal"),
    LONG_STRING('S', "longstr"),
    ARRAY('A', "array"),
    TIMESTAMP('T', "timestamp"),
    TABLE('F', "table"),
    VOID('V', "void"),
    BINARY('x', "binary");

    private final char tag;
    private final String label;

    FieldType(char tag, String label) {
        this.tag = tag;
        this.label = label;
    }

    static FieldType ofTag(int tag) {
        for (FieldType type : values()) {
            if (type.tag == tag) {
                return type;
            }
        }
        throw new AmqpException(ReplyCode.SYNTAX_ERROR, "unknown field type " + tag + " in table");
    }

    int tag() {
        return tag;
    }

    public String label() {
        return label;
    }

    /** Whether values of this type are whole numbers, held as {@link Long}. */
    public boolean isInteger() {
        return switch (this) {
            case BYTE, UNSIGNED_BYTE, SHORT, UNSIGNED_SHORT, INT, UNSIGNED_INT, LONG -> true;
            default -> false;
        };
    }
}
