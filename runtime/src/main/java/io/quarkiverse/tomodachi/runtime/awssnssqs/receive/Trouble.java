package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Something that does not work for a while: told when it begins, once for each further reason, and when it is over. */
final class Trouble {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LARGEST = Duration.ofSeconds(20);
    private static final int LARGEST_SHIFT = 6;
    private static final int MOST_REASONS = 20;

    private final String subject;
    private final Map<String, String> fields;
    private final Duration memory;
    private final LongSupplier nanoTime;
    private final Set<String> reasons = new HashSet<>();
    private Instant since;
    private String reason;
    private int failures;
    private long lastFailure;

    /** One that lasts until it is over. */
    Trouble(String subject, Map<String, String> fields) {
        this(subject, fields, null, System::nanoTime);
    }

    /**
     * @param subject what does not work, to be followed by a colon and the reason
     * @param fields the same for machines
     * @param memory after which time without another failure it counts as over, {@code null} for never
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    Trouble(String subject, Map<String, String> fields, Duration memory, LongSupplier nanoTime) {
        this.subject = subject;
        this.fields = fields;
        this.memory = memory;
        this.nanoTime = nanoTime;
    }

    /** @return how long to wait before the next attempt, a part of it random */
    synchronized Duration failed(Throwable failure) {
        forget();
        reason = AwsFailures.reason(failure);
        lastFailure = nanoTime.getAsLong();
        if (since == null) {
            since = Instant.now();
        }
        boolean news = reasons.size() < MOST_REASONS && reasons.add(kind(failure));
        event(news ? Level.WARN : Level.DEBUG, "trouble", "%s; it is tried on: %s", subject, reason).with("reason", reason)
                .write();
        event(Level.DEBUG, "trouble", "%s", subject).because(failure).write();
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
        event(Level.INFO, "recovered", "Works again after %s and %d failures: %s",
                Duration.between(since, Instant.now()).truncatedTo(ChronoUnit.MILLIS), failures, subject).write();
        end();
    }

    private void end() {
        since = null;
        reason = null;
        failures = 0;
        reasons.clear();
    }

    private void forget() {
        if (since != null && memory != null && nanoTime.getAsLong() - lastFailure > memory.toNanos()) {
            end();
        }
    }

    /** Which is not waited out: it is a fault of ours. */
    void notHandedOn(Throwable failure) {
        event(Level.ERROR, "message-not-handed-on", "Messages of queue %s could not be handed on; they come again",
                fields.get("queue")).because(failure).with("reason", AwsFailures.reason(failure)).write();
    }

    /** Neither is this. */
    void notKept(Throwable failure) {
        event(Level.ERROR, "lease-lost", "Messages of queue %s could not be kept from others and may be delivered again",
                fields.get("queue")).because(failure).with("reason", AwsFailures.reason(failure)).write();
    }

    private LogEvent event(Level level, String event, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event).with("transport", "aws-sns-sqs").with(fields);
    }

    /** {@code Messages cannot be received since 2030-01-31T12:00:00Z: AccessDenied: …}, empty if there is none. */
    synchronized Optional<String> problem() {
        forget();
        return since == null ? Optional.empty()
                : Optional.of(subject + " since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + reason);
    }
}
