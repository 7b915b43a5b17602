package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link TomodachiService} last of all at termination, when running work has ended. A failure is logged.
 * <p>
 * The method takes no parameters, or a {@link ServiceContext}, and returns {@code void}, {@code Uni} or
 * {@code CompletionStage}. Methods of one phase run side by side.
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface StopService {
}
