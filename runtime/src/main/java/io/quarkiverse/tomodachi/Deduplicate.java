package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Lets a handler of messages ({@link Amqp}, {@link AwsSnsSqs}) run once for the copies of a message that arrive within a
 * window:
 * those with the same {@link MessageMetadata#messageUuid()}. A copy of a message that was handled with success is acknowledged
 * without middleware or handler running. While one copy runs, others wait for it; if it fails, one of them takes its place.
 * <p>
 * What was handled is remembered in the memory of the process, for the last
 * {@code quarkus.tomodachi.deduplication.max-messages} messages of each method. Other instances of the service, and the next
 * start, know nothing of it: this makes duplicates rare, it does not rule them out. The envelope must carry a message UUID, as
 * {@link JsonEnvelope} and {@link ProtobufEnvelope} do; a message without one is never taken for a copy. For handlers
 * without an envelope the annotation fails the build, and the configuration the start.
 */
@Retention(RUNTIME)
@Target(METHOD)
public @interface Deduplicate {

    /**
     * @return how long after its success a message is known, such as {@code 60s} or {@code 10m}; more than 0. May be a
     *         configuration expression. {@code quarkus.tomodachi."service".handlers."method".deduplicate} comes first, also
     *         for handlers without the annotation; 0 there switches it off
     */
    String value() default "60s";
}
