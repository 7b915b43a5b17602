package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tells the values of one metric apart. Values are of few kinds. */
public record Labels(Map<String, String> values) {

    /** @param pairs names and values in turn */
    public static Labels of(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Labels(Collections.unmodifiableMap(values));
    }

    public Labels with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Labels(Collections.unmodifiableMap(more));
    }
}
