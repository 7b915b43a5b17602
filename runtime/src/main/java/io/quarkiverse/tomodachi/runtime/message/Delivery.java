package io.quarkiverse.tomodachi.runtime.message;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;

/**
 * One message that a broker delivered once, as the payload of a reactive messaging {@code Message}. Exactly one outcome is told
 * to it: {@link #acknowledge()}, {@link #retry}, {@link #postpone}, {@link #handBack()} or {@link #reject}. What an outcome
 * returns completes when the broker knows it, and fails if the broker may not: the transport then sees to it that the message
 * is delivered again, and that it does not stay in the way of others.
 */
public interface Delivery {

    /** After how long a message comes again whose outcome could not be told, so that nobody is kept busy with it. */
    Duration UNTIL_UNTOLD_COMES_AGAIN = Duration.ofSeconds(5);

    /** Of an outcome that needs not be waited for, as it will reach the broker or nothing will. */
    CompletionStage<Void> TOLD = CompletableFuture.completedStage(null);

    /**
     * Has the envelope take the message apart, as text or as bytes, whichever the transport carries.
     *
     * @throws Exception if the message is not in the form of the envelope
     */
    Parsed open(MessageEnvelope envelope) throws Exception;

    /** The message in the transport's own form, an {@code AmqpMessage} or {@code SqsMessage}. */
    Object source();

    /** Headers or message attributes. */
    Map<String, Object> attributes();

    /** The place of this delivery among those of the message, 1 for the first; an estimate where the broker only estimates. */
    int attempt();

    /** Where the message comes from, for logs: queue and id. */
    String origin();

    /** The same for machines. */
    default Map<String, String> logFields() {
        return Map.of();
    }

    /** What the handler itself made of the message already; the outcome that follows from its end changes nothing then. */
    default ByHand byHand() {
        return ByHand.NOTHING;
    }

    /** What a handler can do with a message before it ends. */
    enum ByHand {
        NOTHING,
        ACKNOWLEDGED,
        GIVEN_BACK
    }

    /** What the handler waits for, as it was declared: a topic, a routing key or a queue. */
    String trigger();

    /** What is known of the message, for those who watch. */
    MessageFacts facts();

    /**
     * What travels with the message besides its data, such as the context of a trace.
     *
     * @return {@code null} if the message has no text of that name
     */
    default String field(String name) {
        return attributes().get(name) instanceof String text ? text : null;
    }

    /** The message was handled. */
    CompletionStage<Void> acknowledge();

    /**
     * The message shall be delivered again, not before the delay.
     *
     * @param reason why, for those who look at the message while it waits
     */
    CompletionStage<Void> retry(Duration delay, Throwable reason);

    /**
     * The message shall be delivered again, not before the delay, and its handler was not called: no attempt, unless the broker
     * itself counts deliveries. By default as {@link #retry}.
     *
     * @param reason why
     */
    default CompletionStage<Void> postpone(Duration delay, Throwable reason) {
        return retry(delay, reason);
    }

    /**
     * What deliveries of one batch have in common that are to be handled in their order: after one that is delivered again,
     * those behind it are handed back.
     *
     * @return {@code null}, the default, where there is no order
     */
    default Object sequence() {
        return null;
    }

    /** The message counts as not handled, and is delivered again after the one before it in its sequence. */
    default CompletionStage<Void> handBack() {
        return retry(Duration.ZERO, null);
    }

    /**
     * Whether the broker's own limit of deliveries is reached, so that {@link #retry} would be {@link #reject}: what follows it
     * in its sequence needs not wait for it. By default not, also where the broker counts by itself.
     */
    default boolean isLast() {
        return false;
    }

    /** Whether {@link #reject(Throwable)} keeps the message for somebody to look at; if not, it discards it. */
    boolean hasDeadLetterQueue();

    /**
     * The outcome could not be told. If none was told at all, the message comes again after a while; by default as it does
     * after
     * {@link #retry}.
     */
    default void untold(Throwable problem) {
        retry(UNTIL_UNTOLD_COMES_AGAIN, problem);
    }

    /** The message shall not be delivered again: to the dead-letter queue where there is one, else discarded. */
    CompletionStage<Void> reject(Throwable reason);
}
