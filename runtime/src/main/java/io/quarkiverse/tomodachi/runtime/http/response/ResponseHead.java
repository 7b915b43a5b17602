package io.quarkiverse.tomodachi.runtime.http.response;

import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * What goes before a body.
 *
 * @param service whose content type is the default, {@code null} for the common one
 * @param format what was declared
 * @param status the status unless the description tells another one
 * @param described the description, {@code null} if the handler returned the bare body
 * @param headers those of the description, {@code null} if there is none
 */
record ResponseHead(Service service, ResultFormat format, int status, Response described, MultiMap headers) {

    ResponseHead(Service service, ResultFormat format, int status, Response described) {
        this(service, format, status, described, described == null ? null : described.headers());
    }

    int effectiveStatus() {
        return described != null && described.hasStatus() ? described.status() : status;
    }

    /** The media type that was asked for, {@code null} if none was. */
    String givenType() {
        String header = headers == null ? null : headers.get(HttpHeaders.CONTENT_TYPE);
        return header != null ? header : format.contentType().isEmpty() ? null : format.contentType();
    }

    String typeOr(String other) {
        String given = givenType();
        return given != null ? given : other;
    }

    /** The media type of bytes and text. */
    String plainType() {
        String given = givenType();
        if (given != null) {
            return given;
        }
        String configured = service == null ? HttpResponseWriter.TEXT : service.config().http().contentType();
        return configured.indexOf(';') < 0 ? configured + "; charset=" + service.config().http().charset() : configured;
    }

    /** @param contentType the media type, {@code null} if the body brings its own */
    void apply(HttpServerResponse response, String contentType) {
        // setting it takes a lock that the event loop may be waiting for
        if (response.getStatusCode() != effectiveStatus()) {
            response.setStatusCode(effectiveStatus());
        }
        if (reason() != null) {
            response.setStatusMessage(reason());
        }
        applyHeaders(response, contentType);
    }

    /** Whether several parties have something to say in the header, such as filters beside the handler. */
    private static boolean isShared(String header) {
        return HttpHeaderNames.SET_COOKIE.contentEqualsIgnoreCase(header)
                || HttpHeaderNames.VARY.contentEqualsIgnoreCase(header);
    }

    /** The reason phrase, {@code null} for the standard one. */
    String reason() {
        return described == null ? null : described.reason();
    }

    /**
     * Replaces what is set for all responses.
     *
     * @param contentType the media type, {@code null} if the body brings its own
     */
    void applyHeaders(HttpServerResponse response, String contentType) {
        if (headers != null) {
            MultiMap target = response.headers();
            for (Map.Entry<String, String> header : headers) {
                if (!isShared(header.getKey())) {
                    target.remove(header.getKey());
                }
            }
            target.addAll(headers);
        }
        if (contentType != null) {
            response.headers().set(HttpHeaders.CONTENT_TYPE, contentType);
        }
    }
}
