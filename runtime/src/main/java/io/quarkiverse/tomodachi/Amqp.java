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
 * When the method returns, the message is acknowledged. When it throws, the message is delivered again after a delay, which it
 * spends in a retry queue of the broker; see {@link RejectMessageException} and {@link RetryMessageException} for the other
 * outcomes. Members of text take configuration expressions ({@code ${…}}).
 * <p>
 * Several annotations with one {@link #queueName()} on one method, or without any but with one routing key, bind one queue
 * several times, and the method is one consumer of it; members that do not belong to the binding have to agree then. Other
 * annotations on one method each have a queue of their own.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Amqp.List.class)
public @interface Amqp {

    /**
     * @return the routing key to bind the queue with, without prefix; {@code *} and {@code #} are wildcards for topic
     *         exchanges. Only bindings to exchanges of type fanout and headers may leave it empty
     */
    String value();

    /** @return the exchange; empty means {@code quarkus.tomodachi.amqp.exchange-name}, which is {@code amq.topic} */
    String exchangeName() default "";

    /** @return how the exchange of {@link #exchangeName()}, which must be given then, is declared; a topic by default */
    ExchangeType exchangeType() default ExchangeType.TOPIC;

    /**
     * @return the arguments of the binding: what the headers of a message are compared with at an exchange of type headers,
     *         {@code x-match} among them
     */
    Argument[] bindingArguments() default {};

    /** @return the queue, without prefix; empty means a name derived from the routing key */
    String queueName() default "";

    /**
     * Whether the instances of the service share one queue.
     *
     * @return {@code true}, the default: each message goes to one instance. {@code false}: each instance has a queue of its
     *         own, named after the {@code uuid} of the service, and gets every message; not together with
     *         {@link #queueName()}. It consumes exclusively: while another instance with the same uuid does, it waits for
     *         that one to end
     */
    boolean competing() default true;

    /** @return the envelope of the messages; by default that of the service */
    Class<? extends MessageEnvelope> envelope() default MessageEnvelope.OfService.class;

    /** @return the number of messages handled at the same time, 1 or more; with 1 they are handled strictly in order */
    int concurrency() default 16;

    /** @return what becomes of a message when the method throws; see {@link FailurePolicy} for all that can be said of that */
    OnFailure onFailure() default OnFailure.RETRY;

    /**
     * How many messages the broker sends ahead, those that are handled included. RabbitMQ delivers all of them again when one
     * has no outcome within its {@code consumer_timeout}, 30 minutes by default; from 4.3 on those of quorum queues alone.
     *
     * @return 1 to 65535; 0, the default, means {@code quarkus.tomodachi.amqp.prefetch}
     */
    int prefetch() default 0;

    /**
     * Whether the queue is a quorum queue, which is replicated among the nodes of the broker, as is the dead-letter queue then.
     * The retry queues are as well, whatever {@code quarkus.tomodachi.amqp.retry-queues.type} says.
     *
     * @return {@code false} by default, a classic queue
     */
    boolean quorum() default false;

    /**
     * The queue for messages that shall not be delivered again. It is declared durable and without expiry, and gets the
     * messages with headers that tell why.
     *
     * @return its name, without prefix; by default there is none
     */
    String deadLetterQueue() default "";

    /**
     * The exchange by which messages get to the {@link #deadLetterQueue()}, which must be given then. It is declared as a
     * durable topic exchange, and the queue is bound to it.
     *
     * @return its name; by default messages go straight to the queue
     */
    String deadLetterExchange() default "";

    /**
     * The routing key at the {@link #deadLetterExchange()}, which must be given then.
     *
     * @return the key as on the wire; by default the name of the dead-letter queue with its prefix
     */
    String deadLetterRoutingKey() default "";

    /**
     * How often the broker delivers a message of a {@link #quorum()} queue again when it gets no outcome, since the connection
     * or the application ended; then it moves the message to the {@link #deadLetterQueue()}, or drops it if there is none.
     * Failures of the handler do not count, since each is followed by a delay in a retry queue. Some versions of the broker
     * count what goes back untouched too: what was sent ahead to an application that stops or a handler that is paused, and
     * what could not be passed on to a retry queue.
     *
     * @return 1 or more; 0, the default, means what the broker does by itself
     */
    int deliveryLimit() default 0;

    /**
     * Whether only one consumer of the queue gets messages at a time, even with several instances, and another one when that
     * one ends. All who share the queue must agree.
     *
     * @return {@code false} by default
     */
    boolean singleActiveConsumer() default false;

    /**
     * Whether, and how finely, the queue delivers messages of a higher priority first; see
     * {@link PublishOptions#priority(int)}. Not for {@link #quorum()} queues. All who share the queue must agree.
     *
     * @return the highest priority, 1 to 255, at best below 10; 0, the default, for a queue without priorities
     */
    int maxPriority() default 0;

    /**
     * The priority of this consumer among those of the queue: the broker sends to those of a lower one only what the others
     * do not take.
     *
     * @return any number, 0 by default
     */
    int priority() default 0;

    /**
     * Further arguments of the queue, such as {@code x-max-length}. All who share the queue must agree. {@code x-expires}
     * replaces {@code quarkus.tomodachi.amqp.queue-ttl}; {@link #quorum()} queues expire only with it, also while the handler
     * is paused.
     *
     * @return none by default
     */
    Argument[] arguments() default {};

    /** How an exchange selects the queues for a message. */
    enum ExchangeType {

        /** By words of the routing key, with wildcards. */
        TOPIC,

        /** By the routing key as a whole. */
        DIRECT,

        /** All queues that are bound to it. */
        FANOUT,

        /** By headers of the message. */
        HEADERS
    }

    /** An argument of a queue or of a binding. */
    @Retention(RUNTIME)
    @Target({})
    @interface Argument {

        /** @return the name */
        String name();

        /** @return the value in the form of its type */
        String value();

        /** @return the type; by default that which brokers know the argument with, else that which the value looks like */
        ArgumentType type() default ArgumentType.AUTO;
    }

    /** The type of an argument on the wire. */
    enum ArgumentType {

        /**
         * That which brokers know the argument with; for others {@link #BOOLEAN} for {@code true} and {@code false},
         * {@link #INTEGER} for whole numbers, else {@link #TEXT}.
         */
        AUTO,

        /** Text. */
        TEXT,

        /** A whole number. */
        INTEGER,

        /** {@code true} or {@code false}. */
        BOOLEAN
    }

    /** Holds several {@link Amqp}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Amqp[] value();
    }
}
