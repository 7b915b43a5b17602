package io.quarkiverse.tomodachi.runtime.message.payload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Packed data in envelopes: base64, and zlib format, though the names of the encodings say gzip. */
public final class PackedData {

    /** What a small message may become, so that none can fill the memory. */
    private static final int LARGEST_INFLATED = 64 * 1024 * 1024;

    private PackedData() {
    }

    public static byte[] deflate(byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(data);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not in that format, or hold more than 64 MiB */
    public static byte[] inflate(byte[] compressed) throws IOException {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            byte[] data = inflater.readNBytes(LARGEST_INFLATED + 1);
            if (data.length > LARGEST_INFLATED) {
                throw new IOException("field 'data' is larger than " + LARGEST_INFLATED + " bytes when inflated");
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
