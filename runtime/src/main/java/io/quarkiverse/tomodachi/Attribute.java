package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a handler (SNS+SQS) to a message attribute. The text is converted to the type of the parameter:
 * {@code String}, a number, {@code boolean}, {@code UUID}, an enum, or {@code Optional} of these. A missing value is
 * {@code null}, an empty {@code Optional}, or, for a primitive type, an error.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface Attribute {

    /** @return the name; empty means that of the parameter */
    String value() default "";
}
