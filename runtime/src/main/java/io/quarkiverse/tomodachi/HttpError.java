package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} write the response when a status is <em>raised</em>: by an
 * {@link HttpException}, because no route matches (404) or none with that method (405), because a value cannot be converted
 * (400), because a body is too large (413), or by any other exception of a handler (500). A status that a handler merely
 * returns does not call it.
 * <p>
 * The method may take the parameters of an {@link Http} handler (without path groups), the {@link HttpException} or
 * {@code Throwable} that was raised, and {@code int statusCode}. The response has the raised status unless the method
 * returns a {@link Response} with another one. If the method fails, the client gets an empty 500.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(HttpError.List.class)
public @interface HttpError {

    /** @return the status, 400 to 599 */
    int value();

    /** Holds several {@link HttpError}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        HttpError[] value();
    }
}
