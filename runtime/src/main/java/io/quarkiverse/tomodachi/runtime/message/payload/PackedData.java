package io.quarkiverse.tomodachi.runtime.message.payload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Packed data in envelopes: base64, and zlib format, though the names of the encodings say gzip. */
public final class PackedData {

    /** What the application sets how many bytes by that a small message may become, so that none can fill the memory. */
    public static final String LIMIT_KEY = "quarkus.tomodachi.messages.max-inflated-size";

    private static final int DEFAULT_LIMIT = 16 * 1024 * 1024;

    private static volatile int limit = DEFAULT_LIMIT;

    private PackedData() {
    }

    /**
     * Takes the limit of the application that starts, in bytes.
     *
     * @throws IllegalStateException if there were no data
     */
    public static void limit(long bytes) {
        if (bytes < 1) {
            throw new IllegalStateException(LIMIT_KEY + " is " + bytes + "; use at least 1, there is no value for no limit");
        }
        // an array holds a little less than that
        limit = (int) Math.min(bytes, Integer.MAX_VALUE - 16);
    }

    public static int limit() {
        return limit;
    }

    /** @throws IllegalArgumentException if the data is larger than what {@link #inflate} reads */
    public static byte[] deflate(byte[] data) throws IOException {
        if (data.length > limit) {
            throw new IllegalArgumentException("The data has " + data.length + " bytes, and " + LIMIT_KEY + " allows " + limit
                    + "; a service with the same limit could not read it");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(data);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not in that format, or hold more than the limit */
    public static byte[] inflate(byte[] compressed) throws IOException {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            int most = limit;
            byte[] data = inflater.readNBytes(most + 1);
            if (data.length > most) {
                throw new IOException("field 'data' is larger than the " + most + " bytes when inflated that " + LIMIT_KEY
                        + " allows");
            }
            return data;
        }
    }

    /** @throws IOException if the text is not base64 */
    public static byte[] decode(String base64, String what) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(what + " is not base64");
        }
    }
}
