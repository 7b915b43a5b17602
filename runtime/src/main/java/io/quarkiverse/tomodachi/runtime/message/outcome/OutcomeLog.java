package io.quarkiverse.tomodachi.runtime.message.outcome;

import java.time.Duration;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.message.Delivery;

/**
 * What is told of a message that was not handled.
 *
 * @param delivery the message
 * @param outcome what becomes of it
 * @param delay after which it comes again, {@code null} if it does not
 */
record OutcomeLog(Delivery delivery, MessageOutcome outcome, Duration delay) {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    void write(Level level, String format, Object... arguments) {
        event(level, format, arguments).write();
    }

    /** @param known whether the failure was told with its stack before, for another message of the same call */
    void failed(Throwable failure, boolean known, String format, Object... arguments) {
        if (known) {
            write(Level.ERROR, "%s: %s", String.format(format, arguments), failure);
        } else {
            event(Level.ERROR, format, arguments).because(failure).write();
        }
    }

    private LogEvent event(Level level, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("outcome", outcome).with("attempt", delivery.attempt())
                .with("delay_ms", delay == null ? null : delay.toMillis()).with(delivery.logFields());
    }
}
