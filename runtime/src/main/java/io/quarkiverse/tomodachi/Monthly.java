package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link TomodachiService} at midnight of the first day of the month, in the time zone of the machine.
 *
 * @see Schedule
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface Monthly {
}
