package io.quarkiverse.tomodachi.runtime.http.file;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file, as {@code Range} asks for it. */
record ByteRange(long offset, long length) {

    /** A range that no byte of the file is in. */
    static final ByteRange UNSATISFIABLE = new ByteRange(0, -1);

    private static final Pattern SINGLE = Pattern.compile("(?i:bytes)=[ \t]*(\\d*)-(\\d*)[ \t]*");
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * @param header the value of {@code Range}
     * @param size the size of the file
     * @return {@code null} if the header is to be ignored: another unit, several ranges, or not well formed
     */
    static ByteRange parse(String header, long size) {
        Matcher matcher = SINGLE.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        String from = matcher.group(1);
        String to = matcher.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? null : suffix(number(to), size);
        }
        long first = number(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
        if (last < first) {
            return null;
        }
        return first >= size ? UNSATISFIABLE : new ByteRange(first, Math.min(last, size - 1) - first + 1);
    }

    private static ByteRange suffix(long length, long size) {
        long available = Math.min(length, size);
        return available == 0 ? UNSATISFIABLE : new ByteRange(size - available, available);
    }

    private static long number(String digits) {
        return new BigInteger(digits).min(LARGEST).longValue();
    }

    /** The value of {@code Content-Range}. */
    String contentRange(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
