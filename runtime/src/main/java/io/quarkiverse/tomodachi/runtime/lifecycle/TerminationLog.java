package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.Locale;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleCalls.HangingMethodsException;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleCalls.LifecycleMethodException;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.spi.Transport;

/** What is told of what fails, or takes too long, at the termination, which goes on all the same. */
final class TerminationLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.lifecycle");

    private static final String PHASE = "phase";
    private static final String LIMIT = "limit_ms";

    private TerminationLog() {
    }

    static void methodsLeft(LifecyclePhase phase, Duration limit, HangingMethodsException failure) {
        event(Level.WARN, "methods-left", "%s; the termination goes on", failure.getMessage()).with(PHASE, name(phase))
                .with(LIMIT, limit.toMillis()).write();
    }

    static void methodFailed(LifecyclePhase phase, Throwable failure) {
        event(Level.ERROR, "method-failed", "Termination goes on after a failure").because(failure).with(PHASE, name(phase))
                .with("service", failure instanceof LifecycleMethodException method ? method.service() : null).write();
    }

    /**
     * @param outcomes how many messages have no outcome, which the broker may still learn of until the transport ends
     * @param period all of it, from the beginning of the termination
     */
    static void handlersLeft(long handlers, long outcomes, Duration period) {
        event(Level.WARN, "handlers-left", "%d handlers are still running after the grace period of %s; %s", handlers, period,
                outcomes == 0 ? "nobody waits for them any more"
                        : outcomes + " messages have no outcome yet, and will be delivered again unless it can still be told")
                .with("handlers", handlers).with("messages", outcomes).with(LIMIT, period.toMillis()).write();
    }

    static void transportLeft(Transport transport, String phase, Duration limit) {
        event(Level.WARN, "transport-left", "Transport %s has not come to the end of %s after %s; the termination goes on",
                transport.name(), phase, limit).with("transport", transport.name()).with(PHASE, phase)
                .with(LIMIT, limit.toMillis()).write();
    }

    static void transportFailed(Transport transport, String phase, Throwable failure) {
        event(Level.ERROR, "transport-failed", "Transport %s failed to %s; the termination goes on", transport.name(), phase)
                .because(failure).with("transport", transport.name()).with(PHASE, phase).write();
    }

    static void serverLeft(Duration limit) {
        event(Level.WARN, "server-left", "The HTTP server does not close, as one of its event loops is never left; the"
                + " application ends without").with(LIMIT, limit.toMillis()).write();
    }

    private static LogEvent event(Level level, String event, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event);
    }

    private static String name(LifecyclePhase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
