package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.LongString;

/** Headers as the client reads them, with texts as {@code String}. */
final class ReceivedHeaders {

    private ReceivedHeaders() {
    }

    static Map<String, Object> of(Map<String, Object> headers) {
        if (headers.isEmpty()) {
            return headers;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        headers.forEach((name, value) -> plain.put(name, plain(value)));
        return plain;
    }

    private static Object plain(Object value) {
        if (value instanceof LongString text) {
            return text.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> plain(item)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((name, inner) -> plain.put(name.toString(), plain(inner)));
            return plain;
        }
        return value;
    }
}
