package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher;

/**
 * When to receive, and with how many calls at a time, so that a queue is emptied with few calls. Each call costs the same
 * whatever it brings: while there is a backlog, a receive waits for room for all that a call can bring, though not much longer
 * than handlers usually take. While there is none, one long poll is open, with whatever room there is. Not thread-safe.
 */
public final class PollPace {

    /** Not now, and not by waiting alone. */
    static final long NEVER = -1;

    private static final long SHORTEST_WAIT = Duration.ofMillis(20).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(500).toNanos();
    private static final long SHORTEST_HANDLING = Duration.ofMillis(1).toNanos();

    /** So many bring far more than a process can handle. */
    private static final int MOST_CALLS = 100;

    private final int mostCalls;
    private final LongSupplier nanoTime;

    /** Those that are useful now: each full answer doubles them. */
    private int calls = 1;
    private boolean backlog;
    private boolean traffic;
    private boolean waiting;
    private long waitingSince;
    /** Near the median: it goes up or down a little with each message. */
    private double usualHandling = Duration.ofMillis(10).toNanos();

    /** @param concurrency how many messages are handled at the same time */
    public PollPace(int concurrency, LongSupplier nanoTime) {
        this.mostCalls = mostCalls(concurrency);
        this.nanoTime = nanoTime;
    }

    /** How many calls are of use at a time, whatever there is to receive. */
    public static int mostCalls(int concurrency) {
        return Math.min(MOST_CALLS, (concurrency - 1) / EntryBatcher.BATCH_SIZE + 1);
    }

    /** Whether another call would be of use beside those that are open, if there were room. */
    boolean mayCall(int open) {
        return open < calls;
    }

    /**
     * @param room for how many more messages there is room
     * @param most what one call can bring
     * @param open how many calls are open
     * @return nanoseconds to wait before the next call, 0 for none, or {@link #NEVER}
     */
    long delay(int room, int most, int open) {
        if (room <= 0 || !mayCall(open)) {
            return NEVER;
        }
        if (!backlog || room >= most) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
        return Math.max(0, waitingSince + longestWait() - now);
    }

    private long longestWait() {
        return Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, (long) (2 * usualHandling)));
    }

    /** A call begins. */
    void begun() {
        waiting = false;
    }

    /** @param asked how many messages the call could have brought */
    void received(int asked, int brought) {
        if (brought >= asked) {
            calls = Math.min(mostCalls, calls * 2);
        } else if (brought == 0) {
            calls = 1;
        }
        // AWS often brings less than there is
        traffic = brought > 0;
        backlog = traffic && brought >= asked / 2;
    }

    /** @param nanos how long the handling of one message took */
    void handled(long nanos) {
        usualHandling *= nanos > usualHandling ? 1.1 : 0.9;
        usualHandling = Math.max(SHORTEST_HANDLING, Math.min(usualHandling, LONGEST_WAIT));
    }

    /** Whether the last call brought any message, so that more may be on their way. */
    boolean hasTraffic() {
        return traffic;
    }
}
