package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a class a service: the methods of the class, and those that it inherits, may carry handler annotations such as
 * {@link Http}, {@link Amqp}, {@link AwsSnsSqs} and {@link Schedule}, and life-cycle annotations such as
 * {@link StartService}.
 * <p>
 * The annotation is a bean-defining one. The class is a {@code jakarta.inject.Singleton} unless it declares another scope.
 * An application may have any number of services; each needs a name of its own.
 */
@Retention(RUNTIME)
@Target(TYPE)
public @interface TomodachiService {

    /**
     * The name of the service. It is what configuration ({@code quarkus.tomodachi."name".…}), envelopes and
     * {@link ForService} call it.
     *
     * @return the name; empty means the simple name of the class in kebab case
     */
    String value() default "";

    /**
     * The identity of this service's instances as other services see it in message envelopes, and a part of the names of
     * queues that are not shared ({@code competing = false}).
     *
     * @return any text, usually a UUID; empty means a random UUID at each start. {@code quarkus.tomodachi."name".uuid} wins
     */
    String uuid() default "";

    /**
     * The envelope around messages that the handlers of this service receive and that publishers injected into it send.
     *
     * @return {@link NoEnvelope} by default: the payload is the message
     */
    Class<? extends MessageEnvelope> envelope() default NoEnvelope.class;

    /**
     * What runs around the HTTP handlers of this service, its error handlers and the connecting of websockets.
     *
     * @return beans, such as those that implement {@link HttpMiddleware}; the first is the outermost
     */
    Class<? extends Middleware<? super HttpCall>>[] httpMiddleware() default {};

    /**
     * What runs around the handlers of messages of this service.
     *
     * @return beans, such as those that implement {@link MessageMiddleware}; the first is the outermost
     */
    Class<? extends Middleware<? super MessageCall>>[] messageMiddleware() default {};
}
