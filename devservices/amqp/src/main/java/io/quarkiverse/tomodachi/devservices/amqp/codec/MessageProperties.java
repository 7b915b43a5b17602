package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The properties of a message. They leave as the very octets they came in, unless the broker changed one. */
public final class MessageProperties {

    public static final MessageProperties NONE = new MessageProperties(new EnumMap<>(Property.class), null);

    private static final int PERSISTENT = 2;

    private final Map<Property, Object> values;
    private byte[] encoded;

    private MessageProperties(Map<Property, Object> values, byte[] encoded) {
        this.values = values;
        this.encoded = encoded;
    }

    /** Reads flags and properties, as they stand at the end of a content header. */
    public static MessageProperties decode(byte[] octets) {
        WireReader in = new WireReader(octets);
        int flags = in.shortInt();
        Map<Property, Object> values = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            if ((flags & property.flag()) != 0) {
                values.put(property, property.read(in));
                flags &= ~property.flag();
            }
        }
        if (flags != 0 || in.hasRemaining()) {
            throw new AmqpException(ReplyCode.FRAME_ERROR, "cannot decode the properties of the content header");
        }
        return new MessageProperties(values, octets);
    }

    public Optional<String> text(Property property) {
        return Optional.ofNullable((String) values.get(property));
    }

    /** Whether the message is to outlive the broker. */
    public boolean persistent() {
        return Integer.valueOf(PERSISTENT).equals(values.get(Property.DELIVERY_MODE));
    }

    public int priority() {
        return (Integer) values.getOrDefault(Property.PRIORITY, 0);
    }

    public FieldTable headers() {
        return (FieldTable) values.getOrDefault(Property.HEADERS, FieldTable.EMPTY);
    }

    public MessageProperties withHeaders(FieldTable headers) {
        return with(Property.HEADERS, headers);
    }

    public MessageProperties with(Property property, Object value) {
        Map<Property, Object> copy = new EnumMap<>(Property.class);
        copy.putAll(values);
        copy.put(property, value);
        return new MessageProperties(copy, null);
    }

    public MessageProperties without(Property property) {
        Map<Property, Object> copy = new EnumMap<>(Property.class);
        copy.putAll(values);
        copy.remove(property);
        return new MessageProperties(copy, null);
    }

    byte[] encoded() {
        if (encoded == null) {
            WireWriter out = new WireWriter();
            out.shortInt(values.keySet().stream().mapToInt(Property::flag).sum());
            values.forEach((property, value) -> property.write(out, value));
            encoded = out.toByteArray();
        }
        return encoded;
    }
}
