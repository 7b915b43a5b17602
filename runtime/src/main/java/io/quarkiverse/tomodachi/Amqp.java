package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} receive messages from an AMQP 0-9-1 broker such as RabbitMQ. The exchange, the
 * queue and the binding are declared at start, with the names and arguments of the Python library, so that services in both
 * languages can share a queue.
 * <p>
 * When the method returns, the message is acknowledged. When it throws, the message is delivered again after a delay; see
 * {@link RejectMessageException} and {@link RetryMessageException} for the other outcomes. Members take configuration
 * expressions ({@code ${…}}).
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Amqp.List.class)
public @interface Amqp {

    /** @return the routing key to bind the queue with, without prefix; {@code *} and {@code #} are wildcards */
    String value();

    /** @return the topic exchange; empty means {@code quarkus.tomodachi.amqp.exchange-name}, which is {@code amq.topic} */
    String exchangeName() default "";

    /** @return the queue, without prefix; empty means a name derived from the routing key */
    String queueName() default "";

    /**
     * Whether the instances of the service share one queue.
     *
     * @return {@code true}, the default: each message goes to one instance. {@code false}: each instance has a queue of its
     *         own and gets every message; not together with {@link #queueName()}
     */
    boolean competing() default true;

    /** @return the envelope of the messages; by default that of the service */
    Class<? extends MessageEnvelope> envelope() default MessageEnvelope.OfService.class;

    /** @return the number of messages handled at the same time, 1 or more; with 1 they are handled strictly in order */
    int concurrency() default 16;

    /** @return what becomes of a message when the method throws; see {@link FailurePolicy} for all that can be said of that */
    OnFailure onFailure() default OnFailure.RETRY;

    /** Holds several {@link Amqp}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Amqp[] value();
    }
}
