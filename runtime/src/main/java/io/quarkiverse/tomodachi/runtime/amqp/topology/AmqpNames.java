package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names on the broker, which are those of the Python library. */
public final class AmqpNames {

    /** The longest name of an exchange, queue or routing key in the protocol, in bytes. */
    public static final int MAX_BYTES = 255;

    private static final String PLAIN = " _*#,;.:<>!\"%&/()[]{}\\=?'^`~+|@$-";
    private static final String MARK = "___";
    private static final Pattern ENCODED = Pattern.compile(MARK + "([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{4}|[0-9a-f]{2})_");

    private AmqpNames() {
    }

    /** Writes each character outside of letters, digits and common signs of ASCII as {@code ___<hex of UTF-8>_}. */
    public static String encode(String routingKey) {
        return isPlain(routingKey) ? routingKey : encodeSpecial(routingKey);
    }

    private static String encodeSpecial(String routingKey) {
        StringBuilder encoded = new StringBuilder(routingKey.length());
        routingKey.codePoints().forEach(character -> {
            if (isPlain(character)) {
                encoded.append((char) character);
            } else {
                byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
                encoded.append(MARK).append(HexFormat.of().formatHex(bytes)).append('_');
            }
        });
        return encoded.toString();
    }

    /** The reverse; what looks encoded is decoded, whether or not it was. */
    public static String decode(String encoded) {
        if (!encoded.contains(MARK)) {
            return encoded;
        }
        Matcher matcher = ENCODED.matcher(encoded);
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                new String(HexFormat.of().parseHex(match.group(1)), StandardCharsets.UTF_8)));
    }

    /** The key on the wire. */
    public static String routingKey(String prefix, String routingKey) {
        return encode(prefix.isEmpty() ? routingKey : prefix + routingKey);
    }

    /** The queue that all instances share: a digest of the encoded key without its prefix. */
    public static String competingQueue(String prefix, String routingKey) {
        return prefix + sha256(encode(routingKey));
    }

    /** The queue of one instance. */
    public static String ownQueue(String prefix, String routingKey, String function, String uuid) {
        return prefix + sha256(encode(routingKey) + function + uuid);
    }

    /** How many bytes the name takes in the protocol. */
    public static int bytes(String name) {
        return isPlain(name) ? name.length() : name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isPlain(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9' || character < 128 && PLAIN.indexOf(character) >= 0;
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
