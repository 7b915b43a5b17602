package io.quarkiverse.tomodachi.runtime.http.body;

import java.util.Locale;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The {@code Content-Type} of a request.
 *
 * @param name type and subtype in lower case, empty if there is none
 * @param charset the charset as written, {@code null} if there is none
 */
public record RequestMediaType(String name, String charset) {

    private static final RequestMediaType NONE = new RequestMediaType("", null);
    private static final RequestMediaType JSON = new RequestMediaType("application/json", null);

    public static RequestMediaType of(HttpServerRequest request) {
        return parse(request.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    static RequestMediaType parse(String header) {
        if (header == null || header.isEmpty()) {
            return NONE;
        }
        if (header.equals(JSON.name)) {
            return JSON;
        }
        int end = header.indexOf(';');
        String name = (end < 0 ? header : header.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        return new RequestMediaType(name, end < 0 ? null : MediaTypeParameters.charset(header));
    }

    /** Whether the body is JSON by name. */
    public boolean isJson() {
        return name.endsWith("/json") || name.endsWith("+json");
    }

    /**
     * Whether a client may have chosen the type without having thought about it: nothing, what browsers and libraries give to
     * strings, and what {@code curl -d} gives to everything.
     */
    public boolean isUnspecific() {
        return name.isEmpty() || name.equals("text/plain") || name.equals("application/x-www-form-urlencoded")
                || name.equals("application/octet-stream");
    }

    /** Whether the body is a form that may have files. */
    boolean isMultipartForm() {
        return name.startsWith("multipart/form-data");
    }

    /** Whether the body is a form, with or without files. */
    public boolean isForm() {
        return name.equals("application/x-www-form-urlencoded") || name.startsWith("multipart/");
    }
}
