package io.quarkiverse.tomodachi;

import java.time.Duration;

/**
 * Thrown by a message handler to get the message again after a delay of its choice, whatever its {@link FailurePolicy} says. A
 * delay below 0.1 seconds is lengthened to that, so that a message cannot come again in a tight loop.
 */
public class RetryMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * @param delay how long the message waits, 0 or more, at most 12 hours, a longer one is cut; on SQS in whole seconds, on
     *        AMQP at least this and at most half as long again
     */
    public RetryMessageException(Duration delay) {
        this(delay, null);
    }

    /**
     * @param delay how long the message waits, 0 or more, at most 12 hours, a longer one is cut; on SQS in whole seconds, on
     *        AMQP at least this and at most half as long again
     * @param cause why, may be {@code null}
     */
    public RetryMessageException(Duration delay, Throwable cause) {
        super("deliver again after " + delay, cause);
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay " + delay + " is negative");
        }
        this.delay = delay;
    }

    /** @return how long the message waits */
    public Duration delay() {
        return delay;
    }
}
