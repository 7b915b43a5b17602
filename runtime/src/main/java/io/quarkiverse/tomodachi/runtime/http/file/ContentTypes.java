package io.quarkiverse.tomodachi.runtime.http.file;

import io.vertx.core.http.impl.MimeMapping;

/** Media types of files by their names. */
public final class ContentTypes {

    public static final String UTF_8 = "utf-8";
    private static final String UNKNOWN = "application/octet-stream";

    private ContentTypes() {
    }

    /**
     * @param charset the charset of text, empty if it is not to be told
     * @return the media type, {@code application/octet-stream} where the name does not tell
     */
    public static String of(String name, String charset) {
        String type = MimeMapping.getMimeTypeForFilename(name);
        if (type == null) {
            return UNKNOWN;
        }
        return type.startsWith("text/") && !charset.isEmpty() ? type + "; charset=" + charset : type;
    }
}
