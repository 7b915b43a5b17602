package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Tells of a connection that cannot be opened: each reason once, and in the end how long it took. */
final class Outage {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Set<String> told = new HashSet<>();
    private final long begin = System.nanoTime();
    private int failures;

    synchronized void failed(BrokerUnavailableException failure, String reason, String name, long delayMillis) {
        failures++;
        boolean fresh = told.add(reason);
        LOG.logf(fresh ? Level.WARN : Level.DEBUG, "%s. Connection '%s' is tried again until there is one, next in %d ms",
                failure.getMessage(), name, delayMillis);
    }

    synchronized void ended(String name, BrokerClient client, boolean again) {
        boolean noteworthy = again || failures > 0;
        LOG.logf(noteworthy ? Level.INFO : Level.DEBUG, "Connection '%s' to the AMQP broker at %s is open%s", name, client,
                noteworthy ? (again ? " again" : "") + " after " + Duration.ofMillis((System.nanoTime() - begin) / 1_000_000)
                        + " and " + (failures + 1) + (failures == 0 ? " attempt" : " attempts") : "");
    }
}
