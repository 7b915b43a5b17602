package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An immutable AMQP field table, in the order of its fields. */
public final class FieldTable {

    public static final FieldTable EMPTY = new FieldTable(Map.of());

    private final Map<String, FieldValue> fields;

    public FieldTable(Map<String, FieldValue> fields) {
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public Map<String, FieldValue> fields() {
        return fields;
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public Optional<FieldValue> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** The text of a field, when it is there and is a long string. */
    public Optional<String> text(String name) {
        return get(name).filter(FieldValue::isText).map(FieldValue::text);
    }

    /** The number of a field, when it is there and is a whole number. */
    public Optional<Long> number(String name) {
        return get(name).filter(FieldValue::isInteger).map(FieldValue::number);
    }

    /** Whether a field is there and is the boolean true. */
    public boolean isTrue(String name) {
        return get(name).filter(value -> Boolean.TRUE.equals(value.value())).isPresent();
    }

    public List<FieldValue> elements(String name) {
        return get(name).map(FieldValue::elements).orElse(List.of());
    }

    public FieldTable with(String name, FieldValue value) {
        Map<String, FieldValue> copy = new LinkedHashMap<>(fields);
        copy.put(name, value);
        return new FieldTable(copy);
    }

    public FieldTable without(String name) {
        if (!fields.containsKey(name)) {
            return this;
        }
        Map<String, FieldValue> copy = new LinkedHashMap<>(fields);
        copy.remove(name);
        return new FieldTable(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldTable that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
