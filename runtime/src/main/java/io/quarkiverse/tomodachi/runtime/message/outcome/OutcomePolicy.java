package io.quarkiverse.tomodachi.runtime.message.outcome;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.runtime.invocation.NotBegunException;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.message.settings.ExceptionNames;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;

/** Decides what becomes of the messages that a handler failed for. */
public final class OutcomePolicy {

    private static final Duration UNTIL_THREADS_ARE_FREE = Duration.ofSeconds(1);

    private final String handler;
    private final FailureSettings settings;
    private final ExceptionNames rejecting;
    private final RetryDelays delays;

    public OutcomePolicy(String handler, FailureSettings settings) {
        this.handler = handler;
        this.settings = settings;
        this.rejecting = new ExceptionNames(settings.rejectOn());
        this.delays = new RetryDelays(settings, () -> ThreadLocalRandom.current().nextDouble());
    }

    public CompletionStage<Void> settle(Delivery delivery, Throwable failure) {
        return settle(delivery, failure, false);
    }

    /** @param known whether the stack of the failure was logged for another message of the same call */
    public CompletionStage<Void> settle(Delivery delivery, Throwable failure, boolean known) {
        if (failure instanceof RetryMessageException retry) {
            return delivery.isLast() ? rejectLast(delivery, failure, known) : retry(delivery, retry);
        }
        if (failure instanceof RejectMessageException || rejecting.contain(failure)) {
            return reject(delivery, failure, known, "Message rejected by " + handler);
        }
        if (settings.onFailure() == OnFailure.DISCARD) {
            discarded(delivery).failed(failure, known, "Message discarded, as it failed in %s [%s]", handler,
                    delivery.origin());
            return delivery.acknowledge();
        }
        if (isLast(delivery.attempt())) {
            return exhausted(delivery, failure, known);
        }
        return delivery.isLast() ? rejectLast(delivery, failure, known) : retry(delivery, failure, known);
    }

    /** Neither discarded nor at its end, and no attempt where we count them, since the handler has not seen it. */
    public CompletionStage<Void> postpone(Delivery delivery, NotBegunException reason) {
        retried(delivery, UNTIL_THREADS_ARE_FREE).write(Level.WARN, "%s was not called: %s; the message comes again after"
                + " %s [%s]", handler, reason.getMessage(), UNTIL_THREADS_ARE_FREE, delivery.origin());
        return delivery.postpone(UNTIL_THREADS_ARE_FREE, reason);
    }

    private boolean isLast(int attempt) {
        return settings.attempts() > 0 && attempt >= settings.attempts();
    }

    private CompletionStage<Void> retry(Delivery delivery, RetryMessageException wanted) {
        Duration delay = RetryDelays.bounded(wanted.delay());
        retried(delivery, delay).write(Level.INFO, "%s wants the message again after %s [%s]", handler, delay,
                delivery.origin());
        return delivery.retry(delay, wanted);
    }

    private CompletionStage<Void> retry(Delivery delivery, Throwable failure, boolean known) {
        Duration delay = delays.after(delivery.attempt());
        if (settings.attempts() > 0 || delivery.attempt() == 1) {
            retried(delivery, delay).failed(failure, known, "Delivery %d failed in %s [%s], the next one follows after %s",
                    delivery.attempt(), handler, delivery.origin(), delay);
        } else {
            logAnother(delivery, failure, delay);
        }
        return delivery.retry(delay, failure);
    }

    private CompletionStage<Void> exhausted(Delivery delivery, Throwable failure, boolean known) {
        String what = "The last of " + settings.attempts() + " attempts failed in " + handler;
        if (delivery.hasDeadLetterQueue()) {
            return reject(delivery, failure, known, what);
        }
        if (settings.exhausted() == Exhausted.DISCARD) {
            discarded(delivery).failed(failure, known, "%s, the message is discarded [%s]", what, delivery.origin());
            return delivery.acknowledge();
        }
        Duration delay = delays.after(Integer.MAX_VALUE);
        if (delivery.attempt() == settings.attempts()) {
            retried(delivery, delay).failed(failure, known, "%s, and there is no dead-letter queue; the message is kept and"
                    + " delivered again after %s, and so on [%s]", what, delay, delivery.origin());
        } else {
            logAnother(delivery, failure, delay);
        }
        return delivery.retry(delay, failure);
    }

    /** Where there is no end of them, they are all the same, so that their stack traces would only fill the log. */
    private void logAnother(Delivery delivery, Throwable failure, Duration delay) {
        retried(delivery, delay).write(Level.ERROR, "Delivery %d failed in %s with %s, the next one follows after %s [%s]",
                delivery.attempt(), handler, failure, delay, delivery.origin());
    }

    private CompletionStage<Void> rejectLast(Delivery delivery, Throwable failure, boolean known) {
        return reject(delivery, failure, known, "The last delivery that the queue allows failed in " + handler);
    }

    private CompletionStage<Void> reject(Delivery delivery, Throwable failure, boolean known, String what) {
        boolean kept = delivery.hasDeadLetterQueue();
        new OutcomeLog(delivery, kept ? MessageOutcome.DEAD_LETTERED : MessageOutcome.DISCARDED, null).failed(failure, known,
                "%s, %s [%s]", what, kept ? "it goes to the dead-letter queue" : "there is no dead-letter queue to keep it",
                delivery.origin());
        return delivery.reject(failure);
    }

    private static OutcomeLog retried(Delivery delivery, Duration delay) {
        return new OutcomeLog(delivery, MessageOutcome.RETRIED, delay);
    }

    private static OutcomeLog discarded(Delivery delivery) {
        return new OutcomeLog(delivery, MessageOutcome.DISCARDED, null);
    }
}
