package io.quarkiverse.tomodachi;

import java.util.List;
import java.util.Objects;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * What an {@link Http} handler answers when it wants to say more than the body: status, headers, body. Immutable once built.
 */
public final class Response {

    private static final int UNSET = 0;

    private final int status;
    private final MultiMap headers;
    private final Object body;
    private final boolean json;

    private Response(Builder builder, Object body, boolean json) {
        this.status = builder.status;
        this.headers = builder.headers;
        this.body = body;
        this.json = json;
    }

    /**
     * Begins a response.
     *
     * @param status the status, 200 to 999
     * @return what takes headers and body
     * @throws IllegalArgumentException for any other status
     */
    public static Builder status(int status) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("HTTP status " + status + " is not in 200..999");
        }
        return new Builder(status);
    }

    /**
     * A response whose body is the JSON form of an object. Its status is 200, or in an error handler the one that was raised.
     *
     * @param body the object, may be {@code null}
     * @return the response
     */
    public static Response json(Object body) {
        return new Builder(UNSET).json(body);
    }

    /** @return the status, 200 where none was given */
    public int status() {
        return status == UNSET ? 200 : status;
    }

    /** @return whether a status was given; without, an error handler answers with the one that was raised */
    public boolean hasStatus() {
        return status != UNSET;
    }

    /** @return the headers in the order in which they were added; names are case-insensitive */
    public MultiMap headers() {
        return headers;
    }

    /** @return the body, {@code null} for none */
    public Object body() {
        return body;
    }

    /** @return whether the body is written as JSON whatever its type */
    public boolean isJson() {
        return json;
    }

    /** Takes the headers of a response; ended by a method that takes the body. */
    public static final class Builder {

        private final int status;
        private final MultiMap headers = HttpHeaders.headers();

        private Builder(int status) {
            this.status = status;
        }

        /**
         * Adds a header, beside those of the same name that are there.
         *
         * @param name the name
         * @param value the value, without line breaks
         * @return this
         * @throws IllegalArgumentException if name or value has characters that a header cannot have, or the header is one that
         *         the server sets: {@code Content-Length}, {@code Transfer-Encoding}
         */
        public Builder header(String name, String value) {
            if ("content-length".equalsIgnoreCase(name) || "transfer-encoding".equalsIgnoreCase(name)) {
                throw new IllegalArgumentException("The header " + name + " is set by the server");
            }
            headers.add(Objects.requireNonNull(name, "header name"), Objects.requireNonNull(value, "header value"));
            return this;
        }

        /**
         * Adds a header with several values.
         *
         * @param name the name
         * @param values the values
         * @return this
         */
        public Builder header(String name, List<String> values) {
            values.forEach(value -> header(name, value));
            return this;
        }

        /**
         * Sets the {@code Content-Type}.
         *
         * @param contentType the media type, with charset where wanted
         * @return this
         */
        public Builder contentType(String contentType) {
            headers.set(HttpHeaders.CONTENT_TYPE, contentType);
            return this;
        }

        /**
         * Ends the response with a body.
         *
         * @param body a {@code String}, {@code byte[]}, Vert.x {@code Buffer}, any other object for JSON, or {@code null}
         * @return the response
         */
        public Response body(Object body) {
            return new Response(this, body, false);
        }

        /**
         * Ends the response with a JSON body.
         *
         * @param body any object; a {@code String} becomes a JSON string
         * @return the response
         */
        public Response json(Object body) {
            return new Response(this, body, true);
        }

        /**
         * Ends the response without a body.
         *
         * @return the response
         */
        public Response build() {
            return new Response(this, null, false);
        }
    }
}
