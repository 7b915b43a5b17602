package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;

/** Settings of one handler of messages, which come before those of its annotations. */
@ConfigGroup
public interface MessageHandlerConfig {

    /**
     * How many messages are handled at the same time, 1 or more; with 1 they are handled strictly one after another. For a
     * handler that takes batches, how many of these.
     */
    @ConfigDocDefault("that of the annotation, which is 16 for AMQP and 10 for SNS and SQS")
    Optional<Integer> concurrency();

    /**
     * For how long after its success a message is known, so that copies of it are acknowledged without the handler running; `0`
     * for not at all. Not possible for messages without an envelope, which have no UUID.
     */
    @ConfigDocDefault("that of `@Deduplicate`, `0` without it")
    Optional<Duration> deduplicate();

    /**
     * What happens to messages that the handler failed for.
     */
    HandlerRetryConfig retry();

    /** Settings that each replace the one of the same name of annotations, of the service, and of all services. */
    @ConfigGroup
    interface HandlerRetryConfig {

        /**
         * `retry` or `discard`.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<OnFailure> onFailure();

        /**
         * How often a message is delivered before it counts as one that will not succeed; `0` for any number.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<Integer> attempts();

        /**
         * How long a message waits after its first failure.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<Duration> initialDelay();

        /**
         * The largest delay.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<Duration> maxDelay();

        /**
         * By how much each delay is longer than the one before.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<Double> multiplier();

        /**
         * The part of each delay that is random.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<Double> jitter();

        /**
         * Names of exception classes with which a message is rejected at once.
         */
        @ConfigDocDefault("those of annotations, else of the service")
        Optional<List<String>> rejectOn();

        /**
         * `keep` or `discard`.
         */
        @ConfigDocDefault("that of annotations, else of the service")
        Optional<Exhausted> exhausted();
    }
}
