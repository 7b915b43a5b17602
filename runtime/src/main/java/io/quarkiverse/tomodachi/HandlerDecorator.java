package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes an annotation of the application one that decorates handlers: before each call of a handler that carries it,
 * the decorator is asked whether to go on.
 * <p>
 * On a method the annotation decorates that handler, of any kind. On a class it decorates all handlers that the class declares,
 * and on a service also those that it inherits, except error handlers and life-cycle methods: these are decorated only by an
 * annotation on the method. The annotation may have members and may be repeatable; its retention is {@code CLASS} or
 * {@code RUNTIME}.
 */
@Retention(RUNTIME)
@Target(ANNOTATION_TYPE)
public @interface HandlerDecorator {

    /**
     * The decorator: a CDI bean, a {@code jakarta.inject.Singleton} unless it declares a scope.
     *
     * @return a class that implements {@link Decorator} or {@link AsyncDecorator} for the annotation
     */
    Class<? extends AsyncDecorator<?>> value();

    /**
     * The place among several decorators of one handler: those with lower numbers are asked first. Where numbers are
     * equal, those of the class come before those of the method, then the names of the annotations decide, then, for a
     * repeated annotation, the order in the source.
     *
     * @return any number, 0 by default
     */
    int priority() default 0;
}
