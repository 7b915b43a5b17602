package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Values by how a text begins and ends. Looking up costs as many steps as there are different lengths. */
final class Affixes<T> {

    private final TreeMap<Integer, Map<String, TreeMap<Integer, Map<String, T>>>> byPrefixLength = new TreeMap<>();

    T computeIfAbsent(String prefix, String suffix, Supplier<T> create) {
        return byPrefixLength.computeIfAbsent(prefix.length(), length -> new HashMap<>())
                .computeIfAbsent(prefix, text -> new TreeMap<>())
                .computeIfAbsent(suffix.length(), length -> new HashMap<>())
                .computeIfAbsent(suffix, text -> create.get());
    }

    /** Gives the values whose prefix and suffix stand, without overlapping, at the ends of a part of the text. */
    void find(String text, int from, int to, Consumer<T> found) {
        for (var prefixes : byPrefixLength.entrySet()) {
            int start = from + prefixes.getKey();
            if (start > to) {
                return;
            }
            var suffixes = prefixes.getValue().get(text.substring(from, start));
            if (suffixes == null) {
                continue;
            }
            for (var suffix : suffixes.entrySet()) {
                int end = to - suffix.getKey();
                if (end < start) {
                    break;
                }
                T value = suffix.getValue().get(text.substring(end, to));
                if (value != null) {
                    found.accept(value);
                }
            }
        }
    }
}
