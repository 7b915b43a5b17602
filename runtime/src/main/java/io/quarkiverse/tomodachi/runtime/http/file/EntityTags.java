package io.quarkiverse.tomodachi.runtime.http.file;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comparison of entity tags with those that a client names. */
final class EntityTags {

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*+\")");
    private static final String WEAK = "W/";

    private EntityTags() {
    }

    /** Whether one of the tags is the given one; a weak tag is none when strongly compared. */
    static boolean contains(List<String> headers, String etag, boolean strongly) {
        for (String header : headers) {
            if ("*".equals(header.trim())) {
                return true;
            }
            Matcher matcher = TAG.matcher(header);
            while (matcher.find()) {
                boolean weak = matcher.group(1) != null || etag.startsWith(WEAK);
                if (!(strongly && weak) && matcher.group(2).equals(opaque(etag))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String opaque(String etag) {
        return etag.startsWith(WEAK) ? etag.substring(WEAK.length()) : etag;
    }
}
