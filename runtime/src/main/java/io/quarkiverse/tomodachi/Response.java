package io.quarkiverse.tomodachi;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;

/**
 * What an {@link Http} handler answers when it wants to say more than the body: status, headers, body. Immutable once built.
 */
public final class Response {

    private static final int UNSET = 0;

    private final int status;
    private final String reason;
    private final MultiMap headers;
    private final Object body;
    private final boolean json;

    private Response(Builder builder, Object body, boolean json) {
        this.status = builder.status;
        this.reason = builder.reason;
        this.headers = builder.completeHeaders();
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

    /**
     * A response whose body is the content of a file: with the media type of its name, an entity tag, and parts of it where
     * the client asks for them. Its status is 200, or in an error handler the one that was raised.
     *
     * @param file the file; the request fails if there is none
     * @return the response
     */
    public static Response file(Path file) {
        return new Builder(UNSET).body(file);
    }

    /**
     * Begins a response with the status 200, or in an error handler the one that was raised.
     *
     * @return what takes headers and body
     */
    public static Builder ok() {
        return new Builder(UNSET);
    }

    /** @return the status, 200 where none was given */
    public int status() {
        return status == UNSET ? 200 : status;
    }

    /** @return whether a status was given; without, an error handler answers with the one that was raised */
    public boolean hasStatus() {
        return status != UNSET;
    }

    /** @return the reason phrase, {@code null} for the standard one of the status */
    public String reason() {
        return reason;
    }

    /**
     * The headers in the order in which they were added; names are case-insensitive.
     *
     * @return a copy: what is changed in it does not change the response
     */
    public MultiMap headers() {
        return HttpHeaders.headers().addAll(headers);
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
        private String reason;
        private String charset;

        private Builder(int status) {
            this.status = status;
        }

        /**
         * Sets the reason phrase of HTTP/1, in place of the standard one of the status.
         *
         * @param reason printable characters of ISO 8859-1
         * @return this
         * @throws IllegalArgumentException for other characters, such as line breaks
         */
        public Builder reason(String reason) {
            if (reason.chars().anyMatch(c -> c < ' ' || c == 127 || c > 255)) {
                throw new IllegalArgumentException("A reason phrase consists of printable characters of ISO 8859-1");
            }
            this.reason = reason;
            return this;
        }

        /**
         * Adds a cookie.
         *
         * @param cookie the cookie, as made by {@link Cookie#cookie(String, String)}
         * @return this
         * @throws IllegalArgumentException if it has characters that are not of ISO 8859-1
         */
        public Builder cookie(Cookie cookie) {
            headers.add(HttpHeaders.SET_COOKIE, checkedValue(cookie.encode()));
            return this;
        }

        /**
         * Adds a header, beside those of the same name that are there. In the response it replaces what is set for all
         * responses,
         * such as by {@code quarkus.http.header}; {@code Set-Cookie} and {@code Vary} stand beside what others have set.
         *
         * @param name the name
         * @param value the value: characters of ISO 8859-1, without line breaks
         * @return this
         * @throws IllegalArgumentException if the name is empty, name or value has characters that a header cannot have, or the
         *         header is one that the server sets: {@code Content-Length}, {@code Transfer-Encoding}
         */
        public Builder header(String name, String value) {
            if ("content-length".equalsIgnoreCase(name) || "transfer-encoding".equalsIgnoreCase(name)) {
                throw new IllegalArgumentException("The header " + name + " is set by the server");
            }
            if (Objects.requireNonNull(name, "header name").isEmpty()) {
                throw new IllegalArgumentException("A header has a name");
            }
            headers.add(name, checkedValue(Objects.requireNonNull(value, "header value")));
            return this;
        }

        /** The server would send question marks for other characters. */
        private static String checkedValue(String value) {
            if (value.chars().anyMatch(c -> c > 255)) {
                throw new IllegalArgumentException("The value of a header consists of characters of ISO 8859-1; encode others,"
                        + " such as with percent signs in a URL");
            }
            return value;
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
         * Sets the {@code Content-Type}. That of a {@code Multi} also decides how its items are written, see {@link Http}.
         *
         * @param contentType the media type, with charset where wanted
         * @return this
         * @throws IllegalArgumentException if it has characters that a header cannot have
         */
        public Builder contentType(String contentType) {
            headers.set(HttpHeaders.CONTENT_TYPE, checkedValue(Objects.requireNonNull(contentType, "content type")));
            return this;
        }

        /**
         * Sets the charset of text: that of {@link #contentType(String)}, or of {@code text/plain} where none is given.
         *
         * @param charset the name of a charset
         * @return this
         */
        public Builder charset(String charset) {
            this.charset = checkedValue(Objects.requireNonNull(charset, "charset"));
            return this;
        }

        private MultiMap completeHeaders() {
            MultiMap complete = HttpHeaders.headers().addAll(headers);
            if (charset != null) {
                String type = complete.get(HttpHeaders.CONTENT_TYPE);
                String name = type == null ? "text/plain" : type.split(";", 2)[0].trim();
                complete.set(HttpHeaders.CONTENT_TYPE, name + "; charset=" + charset);
            }
            return complete;
        }

        /**
         * Ends the response with a body: anything that an {@link Http} handler may return.
         *
         * @param body a {@code String}, {@code byte[]}, Vert.x {@code Buffer}, a {@code Multi} of items that are streamed, a
         *        {@code Path} or {@code File} whose content is sent, an {@code InputStream}, any other object for JSON, or
         *        {@code null}
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
