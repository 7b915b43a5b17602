package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link TomodachiService} at the beginning of every hour.
 *
 * @see Schedule
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface Hourly {
}
