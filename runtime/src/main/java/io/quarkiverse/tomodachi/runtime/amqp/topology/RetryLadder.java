package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;

/**
 * The retry queues of a virtual host. Each has a limit, at most half as long again as the one before. A message waits in the
 * one with the smallest limit that is long enough: since messages leave a queue in order, one with a shorter delay may have to
 * wait for those before it, but never for longer than the limit.
 * <p>
 * A classic one passes messages on without knowing whether they arrive, a quorum queue does not. All handlers share the classic
 * ones. A quorum queue passes nothing on any more when 32 of its messages have found no queue that takes them, so each queue
 * that messages come back to has quorum retry queues of its own. Those of a queue that is gone with its instance are others
 * each day, so that they can expire: nobody would use them again.
 */
public final class RetryLadder {

    /** The longest delay; what is longer is cut. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** What the names of the queues begin with by default. */
    public static final String DEFAULT_PREFIX = "tomodachi.retry.";

    private static final Duration MARGIN = Duration.ofHours(1);

    /** For how long those of one instance are used. */
    private static final Duration USED = Duration.ofDays(1);
    /** For a queue that takes none of its messages back for a while, there is as much time again. */
    private static final Duration USED_MARGIN = USED.multipliedBy(2);

    private static final List<Duration> STEPS = Arrays.stream(("0.1S 0.15S 0.2S 0.3S 0.4S 0.6S 0.8S"
            + " 1S 1.5S 2S 3S 4S 6S 8S 10S 15S 20S 30S 40S"
            + " 1M 90S 2M 3M 4M 6M 8M 10M 15M 20M 30M 40M"
            + " 1H 90M 2H 3H 4H 6H 8H 12H").split(" ")).map(step -> Duration.parse("PT" + step)).toList();

    private static final int TARGET_CHARACTERS = 16;
    private static final int DAY_CHARACTERS = 6;

    /** Leaves room for what follows. */
    private static final int MAX_PREFIX_BYTES = AmqpNames.MAX_BYTES - 15 - 1 - TARGET_CHARACTERS - 1 - DAY_CHARACTERS;

    private final String prefix;
    private final Type type;

    /**
     * @param prefix what the names of the queues begin with
     * @param type their kind where the target does not need another one
     * @throws IllegalArgumentException if they would be no names of queues, or not be told from others
     */
    public RetryLadder(String prefix, Type type) {
        if (prefix.isBlank() || prefix.startsWith("amq.") || AmqpNames.bytes(prefix) > MAX_PREFIX_BYTES) {
            throw new IllegalArgumentException("quarkus.tomodachi.amqp.retry-queues.prefix is '" + prefix + "'; use a text of"
                    + " at most " + MAX_PREFIX_BYTES + " bytes that does not begin with amq.");
        }
        this.prefix = prefix;
        this.type = type;
    }

    /**
     * The queue for a delay, which is no longer than {@link #LONGEST}, of messages that come back to this one.
     *
     * @param own whether the target belongs to one instance of the application, and nobody follows it
     * @param now when the message is sent
     */
    public RetryQueue queue(Duration delay, QueueTopology target, boolean own, Instant now) {
        Duration limit = STEPS.stream().filter(step -> step.compareTo(delay) >= 0).findFirst().orElse(LONGEST);
        if (type == Type.CLASSIC && !target.needsQuorumRetries()) {
            return new RetryQueue(prefix + name(limit), limit, false, MARGIN);
        }
        String name = prefix + "quorum." + name(limit) + "." + digest(target.queue());
        return own && target.expires()
                ? new RetryQueue(name + "." + now.getEpochSecond() / USED.toSeconds(), limit, true, USED_MARGIN)
                : new RetryQueue(name, limit, true, Duration.ZERO);
    }

    private static String digest(String queue) {
        return AmqpNames.sha256(queue).substring(0, TARGET_CHARACTERS);
    }

    /** Whether a queue is one of these. */
    public boolean contains(String queue) {
        return queue.startsWith(prefix);
    }

    static List<Duration> steps() {
        return STEPS;
    }

    /** The largest unit that it is a whole number of, {@code 1500ms}, {@code 90s}, {@code 15m}, {@code 2h}. */
    private static String name(Duration limit) {
        long millis = limit.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        if (millis % 60_000 != 0) {
            return millis / 1_000 + "s";
        }
        return millis % 3_600_000 != 0 ? millis / 60_000 + "m" : millis / 3_600_000 + "h";
    }
}
