package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Has the data of a message checked before a handler ({@link Amqp}, {@link AwsSnsSqs}) gets it. On the parameter that takes the
 * data.
 */
@Retention(RUNTIME)
@Target(PARAMETER)
public @interface ValidateWith {

    /** @return the validator, for the type of the parameter or one that it extends */
    Class<? extends MessageValidator<?>> value();
}
