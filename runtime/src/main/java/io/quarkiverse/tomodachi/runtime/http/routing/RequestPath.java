package io.quarkiverse.tomodachi.runtime.http.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The path of a request as URL patterns see it: percent-decoded once, except for {@code %2F} and {@code %25}, so that
 * an encoded slash is no separator. These two are decoded in the values of groups.
 */
public final class RequestPath {

    private RequestPath() {
    }

    /** @throws IllegalArgumentException if the path is not well encoded */
    public static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int value = hex(raw, i + 1) << 4 | hex(raw, i + 2);
            if (value == '/' || value == '%') {
                bytes.put((byte) '%').put((byte) '2').put((byte) (value == '/' ? 'F' : '5'));
            } else {
                bytes.put((byte) value);
            }
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The path is not UTF-8", e);
        }
    }

    /** The value of a group with the last encoded characters decoded. */
    public static String decodeGroup(String value) {
        return value == null || value.indexOf('%') < 0 ? value : value.replace("%2F", "/").replace("%25", "%");
    }

    private static int hex(String text, int index) {
        int digit = index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("The path has a percent sign that encodes nothing");
        }
        return digit;
    }
}
