package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Something that does not work for a while: told when it begins, once for each further reason, and when it is over. */
public final class Trouble {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LARGEST = Duration.ofSeconds(20);
    private static final int LARGEST_SHIFT = 6;
    private static final int MOST_REASONS = 20;

    /** Longer than the pause between two attempts, 20 seconds at most, and the call after it, which takes 10 at most. */
    private static final Duration QUIET = Duration.ofSeconds(40);

    private final String subject;
    private final Map<String, String> fields;
    private final Duration memory;
    private final QueueCalls calls;
    private final Set<String> reasons = new HashSet<>();
    private Instant since;
    private String reason;
    private int failures;
    private long lastFailure;
    private boolean denied;

    /** One that lasts until it is over. */
    public Trouble(String subject, Map<String, String> fields) {
        this(subject, fields, null, new QueueCalls(System::nanoTime));
    }

    /**
     * @param subject what does not work, to be followed by a colon and the reason
     * @param fields the same for machines
     * @param memory after which time without another failure it counts as over, {@code null} for never. Sooner if others
     *        among the calls succeed, unless it was denied: what else keeps a call from success keeps all of them.
     * @param calls those for the same queue
     */
    public Trouble(String subject, Map<String, String> fields, Duration memory, QueueCalls calls) {
        this.subject = subject;
        this.fields = fields;
        this.memory = memory;
        this.calls = calls;
    }

    /** @return how long to wait before the next attempt, a part of it random */
    public synchronized Duration failed(Throwable failure) {
        lookForEnd();
        reason = AwsFailures.reason(failure);
        lastFailure = calls.now();
        denied = AwsFailures.isDenied(failure);
        if (since == null) {
            since = Instant.now();
        }
        boolean news = reasons.size() < MOST_REASONS && reasons.add(kind(failure));
        LogEvent.write(() -> event(news ? Level.WARN : Level.DEBUG, "trouble", "%s; it is tried on: %s", subject, reason)
                .with("reason", reason));
        LogEvent.write(() -> event(Level.DEBUG, "trouble", "%s", subject).because(failure));
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

    public synchronized void succeeded() {
        calls.succeeded();
        if (since != null) {
            end("Works again after %s and %d failures: %s",
                    Duration.between(since, Instant.now()).truncatedTo(ChronoUnit.MILLIS));
        }
    }

    private void end(String format, Duration time) {
        LogEvent.write(() -> event(Level.INFO, "recovered", format, time, failures, subject));
        since = null;
        reason = null;
        failures = 0;
        reasons.clear();
    }

    /** As there may be nothing left to do that could succeed. */
    public synchronized void lookForEnd() {
        if (since == null || memory == null) {
            return;
        }
        Duration quiet = Duration.ofNanos(calls.now() - lastFailure);
        if (quiet.compareTo(memory) > 0) {
            end("Nothing failed for %s after %d failures: %s", quiet.truncatedTo(ChronoUnit.SECONDS));
        } else if (!denied && calls.haveSucceeded(lastFailure, QUIET)) {
            end("Nothing failed for %s after %d failures, and other calls for the queue succeed: %s",
                    quiet.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Which is not waited out: it is a fault of ours. */
    public void notHandedOn(Throwable failure) {
        LogEvent.write(() -> event(Level.ERROR, "message-not-handed-on",
                "Messages of queue %s could not be handed on; they come again",
                fields.get("queue")).because(failure).with("reason", AwsFailures.reason(failure)));
    }

    /** Neither is this. */
    public void notKept(Throwable failure) {
        LogEvent.write(
                () -> event(Level.ERROR, "lease-lost", "Messages of queue %s could not be kept from others and may be delivered"
                        + " again", fields.get("queue")).because(failure).with("reason", AwsFailures.reason(failure)));
    }

    private LogEvent event(Level level, String event, String format, Object... arguments) {
        return LogEvent.of(LOG, level, format, arguments).with("event", event).with("transport", "aws-sns-sqs").with(fields);
    }

    /** {@code Messages cannot be received since 2030-01-31T12:00:00Z: AccessDenied: …}, empty if there is none. */
    public synchronized Optional<String> problem() {
        lookForEnd();
        return since == null ? Optional.empty()
                : Optional.of(subject + " since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + reason);
    }
}
