package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Something that does not work for a while: told when it begins, once for each further reason, and when it is over. */
final class Trouble {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LARGEST = Duration.ofSeconds(20);
    private static final int LARGEST_SHIFT = 6;
    private static final int MOST_REASONS = 20;

    private final String subject;
    private final Set<String> reasons = new HashSet<>();
    private Instant since;
    private String reason;
    private int failures;

    /** @param subject what does not work, to be followed by a colon and the reason */
    Trouble(String subject) {
        this.subject = subject;
    }

    /** @return how long to wait before the next attempt, a part of it random */
    synchronized Duration failed(Throwable failure) {
        reason = AwsFailures.reason(failure);
        if (since == null) {
            since = Instant.now();
        }
        boolean news = reasons.size() < MOST_REASONS && reasons.add(kind(failure));
        LOG.logf(news ? Level.WARN : Level.DEBUG, "%s; it is tried on: %s", subject, reason);
        LOG.debugf(failure, "%s", subject);
        long millis = Math.min(FIRST.toMillis() << Math.min(failures, LARGEST_SHIFT), LARGEST.toMillis());
        failures++;
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** Texts may name what differs each time. */
    private String kind(Throwable failure) {
        Throwable cause = AwsFailures.unwrap(failure);
        int colon = reason.indexOf(':');
        return cause.getClass().getName() + (colon < 0 ? "" : reason.substring(0, colon));
    }

    synchronized void succeeded() {
        if (since == null) {
            return;
        }
        LOG.infof("Works again after %s and %d failures: %s", Duration.between(since, Instant.now()).truncatedTo(
                ChronoUnit.MILLIS), failures, subject);
        since = null;
        reason = null;
        failures = 0;
        reasons.clear();
    }

    /** {@code Messages cannot be received since 2030-01-31T12:00:00Z: AccessDenied: …}, empty if there is none. */
    synchronized Optional<String> problem() {
        return since == null ? Optional.empty()
                : Optional.of(subject + " since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + reason);
    }
}
