package io.quarkiverse.tomodachi.runtime.http.routing;

import java.nio.charset.StandardCharsets;

/**
 * The one spelling of a path that path policies are written for. They compare paths as they are encoded, while handlers and
 * files are found by what a path means: with a second spelling of a character these could be had without the policy.
 */
public final class PathSpelling {

    private static final String PLAIN = "/-._~!$&'()*+,;=:@";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PathSpelling() {
    }

    /**
     * @param path a well encoded path without dot segments
     * @return the path with only those characters encoded that must be
     */
    public static String canonical(String path) {
        if (isPlain(path)) {
            return path;
        }
        StringBuilder text = new StringBuilder(path.length());
        String decoded = RequestPath.decode(path);
        for (byte b : decoded.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            // what is encoded after decoding is a slash or a percent sign, and stays so
            if (c == '%' || isPlain(c)) {
                text.append(c);
            } else {
                text.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (!isPlain(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
    }
}
