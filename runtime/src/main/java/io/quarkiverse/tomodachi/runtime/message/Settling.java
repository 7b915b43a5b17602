package io.quarkiverse.tomodachi.runtime.message;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.invocation.NotBegunException;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.message.Delivery.ByHand;
import io.quarkiverse.tomodachi.runtime.message.outcome.DuplicateMessageException;
import io.quarkiverse.tomodachi.runtime.message.outcome.MessageOutcome;
import io.quarkiverse.tomodachi.runtime.message.outcome.OutcomePolicy;

/**
 * Tells deliveries what becomes of their messages.
 *
 * @param handler the handler
 * @param policy what becomes of those that it failed for
 */
record Settling(MessageHandler handler, OutcomePolicy policy) {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    private static final Duration UNTIL_COPY_IS_HANDLED = Duration.ofSeconds(1);

    /**
     * @param failure what the handler failed with for this message, {@code null} if it did not
     * @param known whether that was logged for another message of the same call
     * @param again has a message handled whose other copy, which it waited for, was not; {@code null} if it must not wait
     */
    CompletionStage<Void> settle(MessageInvocation invocation, Throwable failure, boolean known,
            Function<Delivery, CompletionStage<Void>> again) {
        if (failure instanceof DuplicateMessageException duplicate) {
            return settleCopy(invocation, duplicate, again);
        }
        if (invocation.delivery().byHand() != ByHand.NOTHING) {
            return settledByHand(invocation, known ? null : failure);
        }
        if (failure == null) {
            invocation.end(true);
            return invocation.settled(MessageOutcome.ACKNOWLEDGED).acknowledge();
        }
        try {
            Delivery delivery = invocation.settled(MessageOutcome.DISCARDED);
            // what the handler has seen was an attempt, also where it failed since another call could not begin
            return failure instanceof NotBegunException notBegun && !invocation.isEntered()
                    ? policy.postpone(delivery, notBegun)
                    : policy.settle(delivery, failure, known);
        } finally {
            invocation.end(false);
        }
    }

    private CompletionStage<Void> settleCopy(MessageInvocation invocation, DuplicateMessageException duplicate,
            Function<Delivery, CompletionStage<Void>> again) {
        if (again == null && !duplicate.isHandled()) {
            tell(Level.INFO, invocation.delivery(), null, "The message comes again to %s after " + UNTIL_COPY_IS_HANDLED
                    + ", as another copy of it has no outcome yet [%s]");
            return invocation.settled(MessageOutcome.DUPLICATE).retry(UNTIL_COPY_IS_HANDLED, duplicate);
        }
        return duplicate.handled().thenCompose(handled -> handled ? skip(invocation.settled(MessageOutcome.DUPLICATE))
                : again.apply(invocation.delivery()));
    }

    private CompletionStage<Void> settledByHand(MessageInvocation invocation, Throwable failure) {
        Delivery delivery = invocation.delivery();
        invocation.end(delivery.byHand() == ByHand.ACKNOWLEDGED);
        if (failure != null) {
            tell(Level.ERROR, delivery, failure, "%s failed after it had settled the message itself, which counts [%s]");
        }
        return invocation.settled(outcomeByHand(delivery)).acknowledge();
    }

    private static MessageOutcome outcomeByHand(Delivery delivery) {
        return delivery.byHand() == ByHand.ACKNOWLEDGED ? MessageOutcome.ACKNOWLEDGED : MessageOutcome.RETRIED;
    }

    /** The message was not handled, or in vain, as one before it in its sequence is delivered again. */
    CompletionStage<Void> handBack(MessageInvocation invocation) {
        if (invocation.delivery().byHand() != ByHand.NOTHING) {
            return settledByHand(invocation, null);
        }
        invocation.end(false);
        return invocation.settled(MessageOutcome.RETRIED).handBack();
    }

    private CompletionStage<Void> skip(Delivery delivery) {
        tell(Level.INFO, delivery, null, "Acknowledged without %s, as another copy of the message was handled [%s]");
        return delivery.acknowledge();
    }

    /** The outcome of a delivery could not be told. */
    void untold(Delivery delivery, Throwable problem) {
        tell(Level.ERROR, delivery, Failures.unwrap(problem), "The outcome in %s could not be told to the broker, so that the"
                + " message will be delivered again [%s]");
        delivery.untold(problem);
    }

    private void tell(Level level, Delivery delivery, Throwable failure, String format) {
        LogEvent.write(() -> LogEvent.of(LOG, level, format, handler.handler(), delivery.origin()).about(handler.handler())
                .with(delivery.logFields()).because(failure));
    }
}
