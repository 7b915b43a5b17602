package io.quarkiverse.tomodachi.runtime.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

import io.quarkiverse.tomodachi.runtime.message.payload.PackedData;

/**
 * JSON that was, or will be, compressed. Its tree may take thirty times as much memory as its text, where that is nothing but
 * empty objects. So there may be one value for four characters of the largest text.
 */
public final class PackedJson {

    private static final int CHARACTERS_A_TOKEN = 4;

    private static volatile Limited current;

    private PackedJson() {
    }

    /** @throws IOException if it is no JSON, or has too many values */
    public static JsonNode read(String text) throws IOException {
        return JsonText.read(reader(), text);
    }

    /** @throws IllegalArgumentException if {@link #read} would not read it */
    public static void check(String text) throws IOException {
        if (text.length() <= PackedData.limit() / CHARACTERS_A_TOKEN) {
            return;
        }
        try (JsonParser parser = reader().createParser(text)) {
            while (parser.nextToken() != null) {
                parser.getTextLength();
            }
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("The data could not be read again: " + e.getOriginalMessage() + ", where "
                    + PackedData.LIMIT_KEY + " is " + PackedData.limit(), e);
        }
    }

    private static ObjectReader reader() {
        ObjectReader base = JsonText.reader();
        int limit = PackedData.limit();
        Limited known = current;
        if (known == null || known.base != base || known.limit != limit) {
            known = new Limited(base, limit, JsonLimits.change(base,
                    limits -> limits.maxTokenCount(Math.max(limit / CHARACTERS_A_TOKEN, 1))));
            current = known;
        }
        return known.reader;
    }

    private record Limited(ObjectReader base, int limit, ObjectReader reader) {
    }
}
