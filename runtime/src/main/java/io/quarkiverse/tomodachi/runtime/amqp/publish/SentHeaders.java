package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.runtime.amqp.connection.DeepHeaders;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;

/** Headers as the protocol has them. A value without such a form would break the channel for all messages on it. */
final class SentHeaders {

    /** Headers with further routing keys, without which as texts in a list RabbitMQ closes the channel. */
    private static final Set<String> ROUTING = Set.of("CC", "BCC");

    private static final int LARGEST_DECIMAL_BITS = 31;
    private static final int LARGEST_SCALE = 255;

    private SentHeaders() {
    }

    /** @throws IllegalArgumentException naming the header that cannot be sent */
    static Map<String, Object> of(Map<String, Object> headers) {
        if (headers.isEmpty()) {
            return null;
        }
        Map<String, Object> sent = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (AmqpNames.bytes(name) > AmqpNames.MAX_BYTES) {
                throw new IllegalArgumentException("The name of header '" + name + "' is longer than "
                        + AmqpNames.MAX_BYTES + " bytes");
            }
            if (ROUTING.contains(name) && !isTexts(value)) {
                throw new IllegalArgumentException("Header '" + name + "' has further routing keys; give a list of texts");
            }
            sent.put(name, value(name, value, 1));
        });
        return sent;
    }

    /** @param fields texts that take the place of headers of their names */
    static BasicProperties add(BasicProperties properties, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return properties;
        }
        Map<String, Object> headers = new LinkedHashMap<>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.putAll(fields);
        return properties.builder().headers(headers).build();
    }

    /** @param depth how many levels it is within, the headers themselves among them */
    private static Object value(String name, Object value, int depth) {
        if (depth >= DeepHeaders.DEEPEST && (value instanceof List<?> || value instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("Header '" + name + "' is nested more than " + DeepHeaders.DEEPEST
                    + " levels deep, which receivers may not be able to read");
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(value(name, item, depth + 1)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((key, field) -> fields.put(String.valueOf(key), value(name, field, depth + 1)));
            return fields;
        }
        if (value == null || isPlain(value)) {
            return value;
        }
        throw new IllegalArgumentException("Header '" + name + "' is a " + value.getClass().getName()
                + ", which AMQP has no form for; use text, a number, boolean, byte[], Date, a list or a map");
    }

    private static boolean isTexts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(CharSequence.class::isInstance);
    }

    private static boolean isPlain(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue().bitLength() <= LARGEST_DECIMAL_BITS && decimal.scale() >= 0
                    && decimal.scale() <= LARGEST_SCALE;
        }
        return value instanceof Boolean || value instanceof Byte || value instanceof Short || value instanceof Integer
                || value instanceof Long || value instanceof Float || value instanceof Double || value instanceof byte[]
                || value instanceof Date;
    }
}
