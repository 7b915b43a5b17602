package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jboss.logmanager.Level;

/** Tells of a connection that cannot be opened: each reason once, and in the end how long it took. */
final class Outage {

    private final ConnectionLog log;
    private final Set<String> told = new HashSet<>();
    private final long begin = System.nanoTime();
    private int failures;

    Outage(ConnectionLog log) {
        this.log = log;
    }

    synchronized void failed(BrokerUnavailableException failure, String reason, long delayMillis) {
        failures++;
        boolean fresh = told.add(reason);
        log.unavailable(fresh ? Level.WARN : Level.DEBUG, failure, reason, delayMillis);
    }

    synchronized void ended(boolean again) {
        boolean noteworthy = again || failures > 0;
        log.open(
                noteworthy ? Level.INFO : Level.DEBUG, noteworthy
                        ? (again ? " again" : "") + " after " + Duration.ofMillis((System.nanoTime() - begin) / 1_000_000)
                                + " and " + (failures + 1) + (failures == 0 ? " attempt" : " attempts")
                        : "");
    }
}
