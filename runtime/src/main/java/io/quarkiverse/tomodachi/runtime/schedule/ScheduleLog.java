package io.quarkiverse.tomodachi.runtime.schedule;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** What is told of scheduled handlers, outside of their calls as well. */
final class ScheduleLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private ScheduleLog() {
    }

    static void failed(HandlerDescription handler, Throwable failure) {
        LogEvent.of(LOG, Level.ERROR, "Scheduled method %s failed", handler).about(handler).because(failure).write();
    }

    static void notCalled(HandlerDescription handler, Throwable failure) {
        LogEvent.of(LOG, Level.ERROR, "Scheduled method %s is not called", handler).about(handler).because(failure).write();
    }

    static void over(HandlerDescription handler, String text) {
        LogEvent.of(LOG, Level.WARN, "Scheduled method %s is not called any more: '%s' is over", handler, text).about(handler)
                .write();
    }

    static void full(HandlerDescription handler, int running, int fewer) {
        LogEvent.of(LOG, Level.WARN,
                "Scheduled method %s is running %d times at once; further calls are left out until fewer than %d run", handler,
                running, fewer).about(handler).write();
    }

    static void stillRuns(HandlerDescription handler) {
        LogEvent.of(LOG, Level.DEBUG, "Scheduled method %s still runs; calls are left out until it has ended", handler)
                .about(handler).write();
    }

    static void calledAgain(HandlerDescription handler, int leftOut) {
        LogEvent.of(LOG, Level.INFO, "Scheduled method %s is called again, %d calls were left out", handler, leftOut)
                .about(handler).write();
    }
}
