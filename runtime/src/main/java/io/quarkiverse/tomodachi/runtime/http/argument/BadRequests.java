package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.runtime.http.response.HttpResponseWriter;

/** Requests that a handler cannot be called with. Their sender is told why, in words that hold nothing of the request. */
final class BadRequests {

    private BadRequests() {
    }

    static HttpException badRequest(String message, Throwable cause) {
        return of(400, message, cause);
    }

    static HttpException unsupportedType(String message) {
        return of(415, message, null);
    }

    private static HttpException of(int status, String message, Throwable cause) {
        return new HttpException(Response.status(status).contentType(HttpResponseWriter.TEXT).body(message), message, cause);
    }
}
