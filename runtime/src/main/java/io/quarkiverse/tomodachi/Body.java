package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Binds a parameter of an {@link Http} handler to the body of the request: {@code String}, {@code byte[]}, Vert.x
 * {@code Buffer} and {@code JsonObject} as they are, any other type read from JSON with Jackson. A body that is not JSON, or
 * does not fit the type, is answered with 400.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface Body {
}
