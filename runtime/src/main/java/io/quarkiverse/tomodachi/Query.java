package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Binds a parameter of an HTTP handler to a query parameter: the first value, or all of them for a {@code List}, {@code Set} or
 * array.
 * <p>
 * The text is converted to the type of the parameter: {@code String}, a number, {@code boolean}, {@code UUID},
 * {@code URI}, a type of {@code java.time}, {@code Locale}, an enum, or a class of the application with a static method
 * {@code valueOf(String)}, {@code fromString(String)} or {@code parse(CharSequence)}, or a constructor that takes a
 * {@code String}. What does not fit is answered with 400. A missing value is {@code null}, an empty {@code Optional},
 * the {@link DefaultValue}, or, for a primitive type, answered with 400.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface Query {

    /** @return the name; empty means that of the parameter */
    String value() default "";
}
