package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The differences that are as they should be, each with its reason: lines of a difference and, behind one more tab, the key of
 * a
 * reason; reasons are lines {@code key = text}.
 */
final class KnownDifferences {

    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();

    static KnownDifferences load() {
        try (InputStream stream = KnownDifferences.class.getResourceAsStream("differences.tsv")) {
            KnownDifferences known = new KnownDifferences();
            new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
                    .forEach(known::read);
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        int tab = line.lastIndexOf('\t');
        if (tab >= 0) {
            keys.put(line.substring(0, tab), line.substring(tab + 1));
            return;
        }
        int equals = line.indexOf(" = ");
        if (equals < 0) {
            throw new IllegalStateException("Neither a difference nor a reason: " + line);
        }
        reasons.put(line.substring(0, equals), line.substring(equals + 3));
    }

    /** Reasons by their keys. */
    Map<String, String> reasons() {
        return reasons;
    }

    /** Keys of reasons by the lines of differences. */
    Map<String, String> keys() {
        return keys;
    }
}
