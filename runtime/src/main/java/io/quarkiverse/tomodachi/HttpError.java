package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} write the response when a status is <em>raised</em>: by an
 * {@link HttpException} of any status, because no route matches (404) or none with that method (405), because a value
 * cannot be converted (400), because a body is too large (413) or of a type that is not supported (415), because
 * Quarkus' security refuses the caller (401, 403), or by any other exception of a handler (500). A status that a
 * handler merely returns does not call it.
 * <p>
 * The method may take the parameters of an {@link Http} handler (without path groups), {@code int statusCode}, and what was
 * raised as an {@link HttpException}, a {@code Throwable}, or a class of exceptions of its own: then it is called only for
 * exceptions of that class, or caused by one, before another handler of the status. The response has the raised status unless
 * the method returns a {@link Response} with another one. If the method fails, the handler of 500 is called; if there is none,
 * or it fails too, the client gets an empty 500.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(HttpError.List.class)
public @interface HttpError {

    /** @return the status, 200 to 999 */
    int value();

    /** Holds several {@link HttpError}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        HttpError[] value();
    }
}
