package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.nio.charset.StandardCharsets;

import io.quarkiverse.tomodachi.runtime.http.routing.RequestPath;

/**
 * The one spelling of a path under which a file is sent. Path policies compare paths as they are encoded: with a second
 * spelling of a character in its name a file could be had without them.
 */
final class PathSpelling {

    private static final String PLAIN = "/-._~!$&'()*+,;=:@";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathSpelling() {
    }

    /**
     * @param path an encoded path without dot segments
     * @return the path with only those characters encoded that must be
     */
    static String canonical(String path) {
        StringBuilder text = new StringBuilder(path.length());
        String decoded = RequestPath.decode(path);
        for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            // what is encoded after decoding is a slash or a percent sign, and stays so
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '%' || PLAIN.indexOf(c) >= 0);
            if (plain) {
                text.append(c);
            } else {
                text.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return text.toString();
    }
}
