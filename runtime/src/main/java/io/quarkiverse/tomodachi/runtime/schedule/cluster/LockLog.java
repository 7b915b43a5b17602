package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** What is told of locks. */
final class LockLog {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private LockLog() {
    }

    private static LogEvent event(LockSettings lock, Level level, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).about(lock.handler()).with("lock", lock.name());
    }

    static void late(LockSettings lock, Occasion occasion) {
        event(lock, Level.WARN,
                "Nobody is called for %s with the lock '%s': it is too late, another replica may have been called",
                occasion.time(), lock.name()).write();
    }

    static void lost(LockSettings lock) {
        event(lock, Level.WARN, "The lock '%s' ended before the scheduled method did; another replica may call it meanwhile",
                lock.name()).write();
    }

    static void fixed(LockSettings lock) {
        event(lock, Level.DEBUG, "The store cannot prolong the lock '%s'", lock.name()).write();
    }

    static void notProlonged(LockSettings lock, Throwable failure) {
        event(lock, Level.WARN, "The lock '%s' could not be prolonged; it is tried again", lock.name()).because(failure)
                .write();
    }

    static void notReleased(LockSettings lock, Throwable failure) {
        event(lock, Level.WARN, "The lock '%s' could not be released; it ends by itself after %s", lock.name(), lock.atMost())
                .because(failure).write();
    }
}
