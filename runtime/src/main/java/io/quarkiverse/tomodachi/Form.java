package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Binds a parameter of an HTTP handler to a field of a form, {@code application/x-www-form-urlencoded} or
 * {@code multipart/form-data}: the first value, or all of them for a {@code List}, {@code Set} or array.
 * <p>
 * A file that was uploaded is taken as Vert.x' {@code io.vertx.ext.web.FileUpload}, or as the {@code java.nio.file.Path} or
 * {@code java.io.File} under which the server has stored it, or as a {@code List} or {@code Optional} of these. Where files are
 * stored, and when they are deleted, is told by {@code quarkus.http.body.*}.
 * <p>
 * The text of other fields is converted to the type of the parameter: {@code String}, a number, {@code boolean},
 * {@code UUID}, {@code URI}, a type of {@code java.time}, {@code Locale}, an enum, or a class of the application with a
 * static method {@code valueOf(String)}, {@code fromString(String)} or {@code parse(CharSequence)}, or a constructor
 * that takes a {@code String}. What does not fit is answered with 400. A missing value is {@code null}, an empty
 * {@code Optional}, the {@link DefaultValue}, or, for a primitive type, answered with 400.
 * <p>
 * A body that is no form is answered with 415. A handler cannot take the body as a whole as well.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface Form {

    /** @return the name; empty means that of the parameter */
    String value() default "";
}
