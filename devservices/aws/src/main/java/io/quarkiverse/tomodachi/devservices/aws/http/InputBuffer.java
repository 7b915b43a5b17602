package io.quarkiverse.tomodachi.devservices.aws.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes received and not yet consumed. */
final class InputBuffer {
    private static final int SMALL = 8 * 1024;

    private byte[] bytes = new byte[SMALL];
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    void append(ByteBuffer source) {
        int count = source.remaining();
        makeRoom(count);
        source.get(bytes, end, count);
        end += count;
    }

    private void makeRoom(int count) {
        if (bytes.length - end >= count) {
            return;
        }
        int size = size();
        byte[] target = size + count <= bytes.length ? bytes : new byte[Math.max(size + count, bytes.length * 2)];
        System.arraycopy(bytes, start, target, 0, size);
        bytes = target;
        start = 0;
        end = size;
    }

    /** The line up to the next LF without its CR, consumed; null if it is not complete yet. */
    String line() {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                int stop = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
                String line = new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
                start = i + 1;
                return line;
            }
        }
        return null;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
        start += count;
        if (start == end) {
            clear();
        }
        return taken;
    }

    void clear() {
        start = 0;
        end = 0;
        if (bytes.length > SMALL) {
            bytes = new byte[SMALL];
        }
    }
}
