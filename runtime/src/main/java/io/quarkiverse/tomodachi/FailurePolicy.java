package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What becomes of messages whose handler failed, for one handler of messages ({@link Amqp}, {@link AwsSnsSqs}) or, on a service
 * class, for all of its handlers of messages.
 * <p>
 * Each member that is not given is taken from the next of these that has it: the configuration of the handler
 * ({@code quarkus.tomodachi."service".handlers."method".retry.…}), the annotation on the method, that on the class or the class
 * that it extends, the configuration of the service ({@code quarkus.tomodachi."service".retry.…}), that of all services
 * ({@code quarkus.tomodachi.retry.…}), and the defaults that stand here. Texts take configuration expressions ({@code ${…}}).
 * <p>
 * {@link RejectMessageException} and {@link RetryMessageException} decide for themselves, whatever the policy says.
 */
@Retention(RUNTIME)
@Target({ METHOD, TYPE })
@Inherited
public @interface FailurePolicy {

    /**
     * @return how often a message is delivered before it counts as one that will not succeed, 1 or more; 0 for any number. The
     *         first delivery counts. 10 by default
     */
    int attempts() default 10;

    /**
     * @return how long a message waits after its first failure, 0.1 seconds at least, such as {@code 500ms}, {@code 2s} or
     *         {@code 1m}; no longer than {@link #maxDelay()}. One second by default
     */
    String initialDelay() default "1s";

    /** @return the largest delay, 0.1 seconds to 12 hours; five minutes by default */
    String maxDelay() default "5m";

    /** @return by how much each delay is longer than the one before, 1 or more; 2 by default */
    double multiplier() default 2;

    /**
     * @return the part of each delay that is random, so that messages that failed together do not come back together: from 0,
     *         always the whole delay, to 1, anything from nothing to the whole delay. 0.2 by default
     */
    double jitter() default 0.2;

    /**
     * @return exceptions, subclasses included, that no further attempt can mend: the message is rejected at once, as with
     *         {@link RejectMessageException}. None by default
     */
    Class<? extends Throwable>[] rejectOn() default {};

    /** @return what follows the last attempt where there is no dead-letter queue; the message is kept by default */
    Exhausted exhausted() default Exhausted.KEEP;

    /** @return whether there are further attempts at all; the same member of {@link Amqp} or {@link AwsSnsSqs} comes first */
    OnFailure onFailure() default OnFailure.RETRY;
}
