package io.quarkiverse.tomodachi.runtime.http.body;

/** Parameters of media types. */
public final class MediaTypeParameters {

    private static final String CHARSET = "charset";

    private MediaTypeParameters() {
    }

    /** @return the charset that a media type names, {@code null} if it names none */
    public static String charset(String mediaType) {
        return parameter(mediaType, CHARSET);
    }

    /** @return what separates the parts of a multipart body, {@code null} if the media type does not tell */
    static String boundary(String mediaType) {
        return parameter(mediaType, "boundary");
    }

    private static String parameter(String mediaType, String name) {
        int at = mediaType.indexOf(';');
        while (at >= 0) {
            int start = at + 1;
            at = next(mediaType, start);
            int equals = mediaType.indexOf('=', start);
            int end = at < 0 ? mediaType.length() : at;
            if (equals > 0 && equals < end && name.equalsIgnoreCase(mediaType.substring(start, equals).trim())) {
                return unquote(mediaType.substring(equals + 1, end).trim());
            }
        }
        return null;
    }

    /** The next semicolon outside of quotes, -1 if there is none. */
    private static int next(String mediaType, int from) {
        boolean quoted = false;
        for (int at = from; at < mediaType.length(); at++) {
            char character = mediaType.charAt(at);
            if (character == '\\' && quoted) {
                at++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ';' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    private static String unquote(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"") ? value.substring(1, value.length() - 1)
                : value;
    }
}
