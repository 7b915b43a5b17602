package io.quarkiverse.tomodachi.runtime.conversion;

import java.util.Map;
import java.util.function.Function;

/** The parsers that were generated for types of the application that have a method or constructor for text. */
final class TextParsers {

    private static volatile Map<String, Function<String, Object>> parsers = Map.of();

    private TextParsers() {
    }

    static void use(Map<String, Function<String, Object>> generated) {
        parsers = Map.copyOf(generated);
    }

    /** Keeps nothing of the application that ends. */
    static void forget() {
        parsers = Map.of();
    }

    static Object parse(String text, Class<?> type) {
        Object value = parsers.get(type.getName()).apply(text);
        if (value == null) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
