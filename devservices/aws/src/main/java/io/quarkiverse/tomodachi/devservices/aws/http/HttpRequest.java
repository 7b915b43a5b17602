package io.quarkiverse.tomodachi.devservices.aws.http;

import java.util.Locale;
import java.util.Map;

/** A complete request; header names are in lower case, {@code query} is raw and never null. */
public record HttpRequest(String method, String path, String query, Map<String, String> headers, byte[] body,
        boolean keepAlive) {

    /** The header's value, or null. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}
