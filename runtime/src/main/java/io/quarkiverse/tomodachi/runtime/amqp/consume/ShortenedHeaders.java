package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.impl.Frame;

/** Headers without the largest ones, where there has to be room for what this transport tells. */
final class ShortenedHeaders {

    /** Which ones were left out. */
    static final String NOTE = "x-tomodachi-left-out";

    private static final int LONGEST_NOTE = 250;
    private static final int NOTE_BYTES = 300;

    private ShortenedHeaders() {
    }

    /**
     * @param own those that stay
     * @param excess by how many bytes all of them together are too large
     */
    static Map<String, Object> of(Map<String, Object> headers, Map<String, Object> own, int excess) {
        List<String> largestFirst = headers.keySet().stream().filter(name -> !own.containsKey(name))
                .sorted(Comparator.comparingLong((String name) -> -size(name, headers.get(name)))).toList();
        Map<String, Object> shortened = new LinkedHashMap<>(headers);
        long left = (long) excess + NOTE_BYTES;
        int count = 0;
        while (count < largestFirst.size() && left > 0) {
            String name = largestFirst.get(count++);
            Object value = shortened.remove(name);
            left -= size(name, value);
        }
        shortened.put(NOTE, note(largestFirst.subList(0, count)));
        shortened.putAll(own);
        return shortened;
    }

    private static String note(List<String> names) {
        String text = names.size() + " headers that could not be sent on: " + String.join(", ", names);
        return text.length() <= LONGEST_NOTE ? text : text.substring(0, LONGEST_NOTE);
    }

    private static long size(String name, Object value) {
        try {
            return Frame.tableSize(Collections.singletonMap(name, value));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
