package io.quarkiverse.tomodachi.runtime.http.body;

import java.util.Locale;
import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The compression of a body. What the server has decompressed ({@code quarkus.http.enable-decompression}) has none any more.
 */
public final class ContentCoding {

    private static final Set<String> COMPRESSIONS = Set.of("gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd");

    private ContentCoding() {
    }

    /** Whether the body is compressed. Names that are no compressions, such as those of charsets, mean nothing. */
    public static boolean isCompressed(HttpServerRequest request) {
        for (String line : request.headers().getAll(HttpHeaders.CONTENT_ENCODING)) {
            for (String coding : line.split(",")) {
                if (COMPRESSIONS.contains(coding.trim().toLowerCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        return false;
    }
}
