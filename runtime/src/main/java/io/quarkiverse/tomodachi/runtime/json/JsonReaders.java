package io.quarkiverse.tomodachi.runtime.json;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;

/** Readers of the application's {@code ObjectMapper}, which are costly to make, by the type that they read. */
public final class JsonReaders {

    private static volatile Readers current;

    private JsonReaders() {
    }

    /** Takes the mapper of the application that starts. */
    public static void use(JsonMapper mapper) {
        current = new Readers(mapper, new ConcurrentHashMap<>());
    }

    /** Keeps nothing of the application that ends. */
    public static void forget() {
        current = null;
    }

    /** A reader that takes exactly one value. */
    public static ObjectReader of(JsonType type) {
        Readers readers = current;
        ObjectReader reader = readers.byType.get(type);
        return reader != null ? reader : readers.add(type);
    }

    private record Readers(JsonMapper mapper, Map<JsonType, ObjectReader> byType) {

        ObjectReader add(JsonType type) {
            ObjectReader reader = mapper.get().readerFor(type.javaType())
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
            byType.put(type, reader);
            return reader;
        }
    }
}
