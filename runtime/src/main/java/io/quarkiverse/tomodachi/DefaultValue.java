package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Gives a parameter of an HTTP handler its value where the request has none: a {@link Query}, {@link Header}, {@link Cookie} or
 * {@link Form} parameter that is missing, or a named group of the URL that took no part in the match or that the URL does not
 * have.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface DefaultValue {

    /**
     * The text, converted like that of a request.
     *
     * @return a text that fits the type of the parameter, may refer to configuration as in {@code ${page.size:20}}
     */
    String value();
}
