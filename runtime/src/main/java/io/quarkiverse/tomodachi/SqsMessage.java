package io.quarkiverse.tomodachi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.message.AwaitingCall;
import io.smallrye.mutiny.Uni;

/**
 * A message as SQS delivered it, and what a handler can do with it by hand.
 * <p>
 * A handler needs none of the methods that do something: while it runs the message is kept from other receivers, and what
 * becomes of it follows from how the handler ends. If the handler says something else with {@link #delete()} or
 * {@link #release}, that counts, at once and whatever happens afterwards; the end of the handler is then only the end of its
 * work. Each of these methods acts when it is called, whether or not the returned {@code Uni} is subscribed to; the {@code Uni}
 * tells the outcome.
 */
public interface SqsMessage {

    /** @return the body of the SQS message, for SNS notifications the JSON around the payload */
    String body();

    /** @return the id that SQS gave */
    String sqsMessageId();

    /** @return the handle of this receive */
    String receiptHandle();

    /** @return the queue */
    String queueUrl();

    /** @return how often SQS delivered the message, 1 or more */
    int approximateReceiveCount();

    /** @return the name of the SNS topic without prefix; empty for messages that did not come through SNS */
    String topic();

    /** @return the id that SNS gave; empty for messages that did not come through SNS */
    String snsMessageId();

    /** @return the field {@code Type} of the body, or {@code null} */
    String messageType();

    /** @return the field {@code Timestamp} of the body; empty if there is none */
    String messageTimestamp();

    /** @return the group of a FIFO message, or of one that was sent to a standard queue with a group; or {@code null} */
    String messageGroupId();

    /** @return the deduplication id of a FIFO message, or {@code null} */
    String messageDeduplicationId();

    /** @return the attributes: text, numbers, {@code byte[]}, lists, booleans */
    Map<String, Object> messageAttributes();

    /** @return when SQS took the message, or {@code null} if it did not say */
    Instant sentTimestamp();

    /**
     * Keeps the message from other receivers for some time from now. Not needed while the handler runs, as that is prolonged
     * all the time; it bridges a time in which this process might not be able to.
     *
     * @param time rounded up to seconds; 12 hours at most, counted from the receive of the message
     * @return completes when SQS has done so; fails with {@link IllegalArgumentException} if the time is not possible, with
     *         {@link IllegalStateException} if the outcome of the message was told already or others may have it, and when SQS
     *         refuses
     */
    Uni<Void> extend(Duration time);

    /**
     * Gives the message back to the queue, to be delivered again after some time. In a FIFO queue the messages of its group
     * follow it.
     *
     * @param delay rounded up to seconds; 0 for at once, 12 hours at most, counted from the receive of the message
     * @return completes when SQS has done so; fails with {@link IllegalArgumentException} if the delay is not possible, with
     *         {@link IllegalStateException} if the outcome of the message was told already, and when SQS refuses
     */
    Uni<Void> release(Duration delay);

    /**
     * Deletes the message. Deletes of several messages are collected for a fraction of a second.
     *
     * @return completes when SQS has done so; fails with {@link IllegalStateException} if the outcome of the message was told
     *         already, and when SQS refuses
     */
    Uni<Void> delete();

    /**
     * {@link #extend} and waits for the outcome. Not for the event loop.
     *
     * @param time see there
     * @throws IllegalStateException on the event loop; nothing is done then
     */
    default void extendAndAwait(Duration time) {
        AwaitingCall.check("extendAndAwait", "extend");
        extend(time).await().indefinitely();
    }

    /**
     * {@link #release} and waits for the outcome. Not for the event loop.
     *
     * @param delay see there
     * @throws IllegalStateException on the event loop; nothing is done then
     */
    default void releaseAndAwait(Duration delay) {
        AwaitingCall.check("releaseAndAwait", "release");
        release(delay).await().indefinitely();
    }

    /**
     * {@link #delete} and waits for the outcome. Not for the event loop.
     *
     * @throws IllegalStateException on the event loop; nothing is done then
     */
    default void deleteAndAwait() {
        AwaitingCall.check("deleteAndAwait", "delete");
        delete().await().indefinitely();
    }

    /** @return whether its outcome was told, by hand or because the handler has ended */
    boolean isSettled();

    /**
     * Whether the message may be delivered to others although this handler has it: after 12 hours, or when SQS could not be
     * reached for as long as the visibility timeout.
     *
     * @return {@code true} from then on
     */
    boolean isVisibilityLost();

    /**
     * Has an action run at the moment from which the message may be delivered to others, such as to cancel the work. Runs at
     * once if that is so already, and never after the outcome of the message was told.
     *
     * @param action must not block; what it throws is logged
     */
    void onVisibilityLost(Runnable action);
}
