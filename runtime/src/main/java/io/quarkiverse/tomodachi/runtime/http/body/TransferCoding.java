package io.quarkiverse.tomodachi.runtime.http.body;

import java.util.List;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** How the end of the body of a request is found. The server takes what it does not know for a request without a body. */
public final class TransferCoding {

    private TransferCoding() {
    }

    /** Whether the body is sent in chunks and nothing else, or with a length. */
    public static boolean isKnown(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2 || !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return true;
        }
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        return codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0).trim());
    }
}
