package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link TomodachiService} receive the messages of an SQS queue that is subscribed to an SNS topic. The
 * topic, the queue, its policy, the subscription and the dead-letter queue are created at start where they do not exist, with
 * the names of the Python library, so that services in both languages can share a queue.
 * <p>
 * When the method returns, the message is deleted. When it throws, the message stays in the queue and becomes visible again
 * after a growing delay; see {@link RejectMessageException} and {@link RetryMessageException} for the other outcomes. Members
 * take configuration expressions ({@code ${…}}).
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(AwsSnsSqs.List.class)
public @interface AwsSnsSqs {

    /** Stands for "not given" where an empty text means something. */
    String UNSET = "<<unset>>";

    /** @return the topic, without prefix; empty: the queue is not subscribed to any, then {@link #queueName()} is needed */
    String topic() default "";

    /** @return the queue's name, without prefix, or an ARN; empty means a name derived from the topic */
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

    /**
     * The filter policy of the subscription.
     *
     * @return a JSON object; by default an existing policy is left as it is; empty or <code>{}</code> removes it
     */
    String filterPolicy() default UNSET;

    /** @return seconds, 0 to 43200, that a received message is hidden from other receivers; -1 leaves the queue's value */
    int visibilityTimeout() default -1;

    /** @return the queue's name, without prefix, or an ARN, for messages that failed {@link #maxReceiveCount()} times */
    String deadLetterQueueName() default UNSET;

    /** @return how often a message is received before it goes to the dead-letter queue, 1 to 1000; given with the queue */
    int maxReceiveCount() default -1;

    /** @return whether topic and queue are first-in-first-out; their names then end with {@code .fifo} */
    boolean fifo() default false;

    /** @return the number of messages handled at the same time, 1 or more */
    int concurrency() default 10;

    /** @return what becomes of a message when the method throws; see {@link FailurePolicy} for all that can be said of that */
    OnFailure onFailure() default OnFailure.RETRY;

    /** Holds several {@link AwsSnsSqs}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        AwsSnsSqs[] value();
    }
}
