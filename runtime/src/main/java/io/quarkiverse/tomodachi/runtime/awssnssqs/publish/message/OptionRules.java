package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.time.Duration;
import java.util.Set;

import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageRules;

/** Which options of a publish are possible. All methods throw {@code IllegalArgumentException} naming the option. */
public final class OptionRules {

    private static final Set<String> KNOWN = Set.of("attribute", "groupId", "deduplicationId", "delay", "prefix", "envelope",
            "timeout");

    private static final Duration LARGEST_DELAY = Duration.ofMinutes(15);

    /** No process lives longer, and its nanoseconds can be counted. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(10_000);

    private OptionRules() {
    }

    public static void checkPublish(PublishOptions options, String topic, boolean fifo) {
        checkForeign(options);
        if (options.delay() != null) {
            throw new IllegalArgumentException("The option delay is not possible for topics; send straight to a queue");
        }
        checkGroup(options, "topic ", topic, fifo);
    }

    public static void checkSend(PublishOptions options, String queue, boolean fifo) {
        checkForeign(options);
        MessageRules.checkCount(options.attributes().size());
        checkGroup(options, "queue ", queue, fifo);
        if ("".equals(options.deduplicationId())) {
            throw new IllegalArgumentException("The option deduplicationId cannot be empty for the queue " + queue + ": what is"
                    + " sent straight to a queue holds the time, so that no two bodies are the same; give an id");
        }
        Duration delay = options.delay();
        if (delay == null) {
            return;
        }
        if (fifo) {
            throw new IllegalArgumentException(
                    "The option delay is not possible for single messages of a FIFO queue: " + queue);
        }
        if (delay.isNegative() || delay.compareTo(LARGEST_DELAY) > 0 || delay.getNano() != 0) {
            throw new IllegalArgumentException("The option delay is whole seconds from 0 to 15 minutes, not " + delay);
        }
    }

    /** A timeout that is not possible counts as none here, and is told when the message is written. */
    public static Duration timeout(PublishOptions options, Duration configured) {
        Duration timeout = options.get("timeout");
        Duration given = timeout == null || !isPositive(timeout) ? configured : timeout;
        return given.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : given;
    }

    /** @param timeout that of the configuration */
    public static void checkConfigured(Duration timeout) {
        if (!isPositive(timeout)) {
            throw new IllegalArgumentException(
                    "quarkus.tomodachi.aws-sns-sqs.publish-timeout is more than 0, not " + timeout);
        }
    }

    private static boolean isPositive(Duration timeout) {
        return !timeout.isNegative() && !timeout.isZero();
    }

    private static void checkForeign(PublishOptions options) {
        for (String option : options.given()) {
            if (!KNOWN.contains(option)) {
                throw new IllegalArgumentException("The option " + option + " is not possible with SNS+SQS"
                        + ("header".equals(option) ? "; use attribute" : ""));
            }
        }
        Duration timeout = options.get("timeout");
        if (timeout != null && !isPositive(timeout)) {
            throw new IllegalArgumentException("The option timeout is more than 0, not " + timeout);
        }
        MessageRules.checkId("groupId", options.groupId());
        if (!"".equals(options.deduplicationId())) {
            MessageRules.checkId("deduplicationId", options.deduplicationId());
        }
    }

    /** A group on a standard topic or queue serves fairness between tenants. */
    private static void checkGroup(PublishOptions options, String kind, String name, boolean fifo) {
        if (fifo && options.groupId() == null) {
            throw new IllegalArgumentException("The option groupId is needed for the FIFO " + kind + name);
        }
        if (!fifo && options.deduplicationId() != null) {
            throw new IllegalArgumentException("The option deduplicationId is only possible for FIFO, whose names end with"
                    + " .fifo, not for the standard " + kind + name);
        }
    }
}
