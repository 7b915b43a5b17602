package io.quarkiverse.tomodachi.runtime.json;

import java.io.Writer;

/** Takes text that mostly comes in one piece, which then is not copied once more. Not thread-safe. */
final class TextWriter extends Writer {

    private String first = "";
    /** {@code null} for as long as there is only one piece. */
    private StringBuilder all;

    @Override
    public void write(char[] text, int begin, int length) {
        if (all != null) {
            all.append(text, begin, length);
        } else if (first.isEmpty()) {
            first = new String(text, begin, length);
        } else {
            all = new StringBuilder(2 * (first.length() + length)).append(first).append(text, begin, length);
        }
    }

    @Override
    public void flush() {
        // all of it is there
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public String toString() {
        return all == null ? first : all.toString();
    }
}
