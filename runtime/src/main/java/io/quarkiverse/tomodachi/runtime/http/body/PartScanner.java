package io.quarkiverse.tomodachi.runtime.http.body;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;

/** Looks at a multipart body that passes in pieces: whether it is closed, and whether a part is multipart itself. */
final class PartScanner {

    private static final int LONGEST_LINE = 200;
    private static final Pattern NESTING = Pattern.compile("content-type\\s*:\\s*multipart/mixed\\s*(;.*)?",
            Pattern.CASE_INSENSITIVE);

    /** With the end of the line before it, which is not there at the beginning of the body. */
    private final byte[] delimiter;
    private final int[] fallbacks;
    private final StringBuilder line = new StringBuilder();
    private int matched = 1;
    private int dashes;
    private Place place = Place.CONTENT;
    private boolean closed;
    private boolean nested;

    private enum Place {
        CONTENT,
        AFTER_DELIMITER,
        HEADERS
    }

    PartScanner(String boundary) {
        delimiter = ("\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        fallbacks = new int[delimiter.length];
        for (int i = 1, length = 0; i < delimiter.length; i++) {
            while (length > 0 && delimiter[i] != delimiter[length]) {
                length = fallbacks[length - 1];
            }
            if (delimiter[i] == delimiter[length]) {
                length++;
            }
            fallbacks[i] = length;
        }
    }

    void pass(Buffer piece) {
        for (int i = 0; i < piece.length() && !closed; i++) {
            byte next = piece.getByte(i);
            read(next);
            if (isEndOfDelimiter(next)) {
                place = Place.AFTER_DELIMITER;
                dashes = 0;
            }
        }
    }

    private boolean isEndOfDelimiter(byte next) {
        while (matched > 0 && (matched == delimiter.length || delimiter[matched] != next)) {
            matched = fallbacks[matched - 1];
        }
        if (delimiter[matched] == next) {
            matched++;
        }
        return matched == delimiter.length;
    }

    private void read(byte next) {
        if (place == Place.AFTER_DELIMITER) {
            afterDelimiter(next);
        } else if (place == Place.HEADERS) {
            header(next);
        }
    }

    private void afterDelimiter(byte next) {
        switch (next) {
            case '-' -> closed = ++dashes == 2;
            case '\n' -> {
                place = Place.HEADERS;
                line.setLength(0);
            }
            case ' ', '\t', '\r' -> {
                // padding
            }
            default -> place = Place.CONTENT;
        }
    }

    private void header(byte next) {
        if (next != '\n') {
            if (next != '\r' && line.length() < LONGEST_LINE) {
                line.append((char) (next & 0xff));
            }
            return;
        }
        if (line.isEmpty()) {
            place = Place.CONTENT;
        }
        nested |= NESTING.matcher(line).matches();
        line.setLength(0);
    }

    /** Whether the body has its closing delimiter. */
    boolean isClosed() {
        return closed;
    }

    /** Whether a part has parts of its own, as files of one field had before RFC 7578. */
    boolean isNested() {
        return nested;
    }
}
