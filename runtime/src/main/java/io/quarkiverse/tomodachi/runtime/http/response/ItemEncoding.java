package io.quarkiverse.tomodachi.runtime.http.response;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.buffer.Buffer;

/** How the items of a stream become its body. */
enum ItemEncoding {

    /** Text and bytes as they come. */
    PLAIN {
        @Override
        Buffer encode(Object item, boolean first, String contentType, JsonEncoding json) {
            return bytes(item, contentType, json);
        }
    },

    /** One JSON array. */
    ARRAY {
        @Override
        Buffer encode(Object item, boolean first, String contentType, JsonEncoding json) {
            return Buffer.buffer(first ? "[" : ",").appendBuffer(json.encode(item));
        }

        @Override
        Buffer end(boolean empty) {
            return Buffer.buffer(empty ? "[]" : "]");
        }
    },

    /** A line of JSON for each item. */
    LINES {
        @Override
        Buffer encode(Object item, boolean first, String contentType, JsonEncoding json) {
            return Buffer.buffer().appendBuffer(bytes(item, contentType, json)).appendByte((byte) '\n');
        }
    },

    /** A server-sent event for each item. */
    EVENTS {
        @Override
        Buffer encode(Object item, boolean first, String contentType, JsonEncoding json) {
            String data = item instanceof CharSequence ? item.toString()
                    : bytes(item, contentType, json).toString(StandardCharsets.UTF_8);
            StringBuilder event = new StringBuilder(data.length() + 16);
            data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
            return Buffer.buffer(event.isEmpty() ? "data:\n\n" : event.append('\n').toString());
        }
    };

    private static final String EVENT_STREAM = "text/event-stream";
    private static final Set<String> LINE_TYPES = Set.of("application/x-ndjson", "application/ndjson", "application/jsonl",
            "application/x-jsonlines", "application/jsonlines", "application/stream+json");

    abstract Buffer encode(Object item, boolean first, String contentType, JsonEncoding json);

    /** What follows the last item. */
    Buffer end(boolean empty) {
        return Buffer.buffer();
    }

    /**
     * @param contentType the media type that was asked for, {@code null} if none was
     * @param objects whether items are neither text nor bytes
     */
    static ItemEncoding of(String contentType, boolean objects) {
        String name = contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (name.equals(EVENT_STREAM)) {
            return EVENTS;
        }
        if (LINE_TYPES.contains(name)) {
            return LINES;
        }
        return objects ? ARRAY : PLAIN;
    }

    static boolean isObject(Object item) {
        return !(item instanceof CharSequence || item instanceof byte[] || item instanceof Buffer);
    }

    private static Buffer bytes(Object item, String contentType, JsonEncoding json) {
        if (item instanceof CharSequence text) {
            return TextEncoding.encode(text.toString(), contentType);
        }
        if (item instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        return item instanceof Buffer buffer ? buffer : json.encode(item);
    }
}
