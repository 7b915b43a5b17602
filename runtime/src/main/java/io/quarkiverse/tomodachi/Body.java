package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Binds a parameter of an {@link Http} handler to the body of the request: {@code String} in the charset that the request names
 * (UTF-8 if none), {@code byte[]}, Vert.x {@code Buffer} and {@code InputStream} as it is, Vert.x {@code JsonObject} and
 * {@code JsonArray}, Jackson's {@code JsonNode} and any other type read from JSON with Jackson.
 * <p>
 * JSON is taken from a body whose type is {@code application/json}, another one that ends with {@code /json} or
 * {@code +json}, or one that clients set without being asked: none, {@code text/plain},
 * {@code application/octet-stream}, and {@code application/x-www-form-urlencoded}, which is what {@code curl -d} sends.
 * Other types, and these if their content is no JSON, are answered with 415. A body that is not JSON, or does not fit
 * the type, is answered with 400, line and column. No body is answered with 400, too, unless the parameter is an
 * {@code Optional}.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface Body {
}
