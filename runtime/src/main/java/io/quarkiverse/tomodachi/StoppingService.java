package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link TomodachiService} first of all at termination, while everything still runs. A failure is logged.
 * <p>
 * The method takes no parameters, or a {@link ServiceContext}, and returns {@code void}, {@code Uni} or
 * {@code CompletionStage}. Methods of one phase run side by side.
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface StoppingService {
}
