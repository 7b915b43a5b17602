package io.quarkiverse.tomodachi.runtime.http.body;

import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;

/** Looks for the line that closes a multipart body, while the body passes in pieces. */
final class ClosingDelimiter {

    /** With the end of the line before it, which is not there at the beginning of the body. */
    private final byte[] delimiter;
    private final int[] fallbacks;
    private int matched = 1;

    ClosingDelimiter(String boundary) {
        delimiter = ("\n--" + boundary + "--").getBytes(StandardCharsets.UTF_8);
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
        for (int i = 0; i < piece.length() && !isFound(); i++) {
            byte next = piece.getByte(i);
            while (matched > 0 && delimiter[matched] != next) {
                matched = fallbacks[matched - 1];
            }
            if (delimiter[matched] == next) {
                matched++;
            }
        }
    }

    boolean isFound() {
        return matched == delimiter.length;
    }
}
