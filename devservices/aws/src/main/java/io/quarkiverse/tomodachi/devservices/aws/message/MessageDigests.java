package io.quarkiverse.tomodachi.devservices.aws.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The digests by which clients verify messages. */
public final class MessageDigests {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private MessageDigests() {
    }

    public static String ofBody(String body) {
        MessageDigest md5 = digest("MD5");
        md5.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(md5.digest());
    }

    /** The digest, or null if there are no attributes. */
    public static String ofAttributes(Map<String, MessageAttribute> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        MessageDigest md5 = digest("MD5");
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            update(md5, name.getBytes(StandardCharsets.UTF_8));
            update(md5, attribute.dataType().getBytes(StandardCharsets.UTF_8));
            md5.update(attribute.isBinary() ? BINARY : TEXT);
            update(md5, attribute.valueBytes());
        });
        return HexFormat.of().formatHex(md5.digest());
    }

    /** What stands for the body in content-based deduplication. */
    public static String deduplicationId(String body) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void update(MessageDigest md5, byte[] bytes) {
        md5.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        md5.update(bytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
