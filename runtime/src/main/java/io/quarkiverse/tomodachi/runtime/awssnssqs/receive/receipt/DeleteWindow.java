package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How long handled messages of one queue wait for others to be deleted with. They wait longer while more messages are here,
 * whose deletes will join, and not much longer than it takes to see that nothing else will. They stay hidden meanwhile, but
 * come again if the process is killed: at most nine, as ten go at once, and only what was handled within the longest wait.
 */
public final class DeleteWindow implements EntryBatcher.Window {

    /** For deletes of messages that are in another queue already: if they came again, they would be there twice. */
    static final Duration AFTER_COPY = Duration.ofMillis(20);

    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** Between looks whether more is to come, and for those that nothing will join. */
    private static final Duration SHORTEST = Duration.ofMillis(200);
    /** For deletes that SQS holds back a group for. */
    private static final Duration SHORTEST_FIFO = Duration.ofMillis(20);
    private static final int PART_OF_TIMEOUT = 10;

    private final Duration shortest;
    private final IntSupplier held;
    private final Supplier<Duration> timeout;

    /**
     * @param held how many messages are here, those that wait for their delete included
     * @param timeout for how long messages are hidden at a time, of which deletes leave most
     */
    public DeleteWindow(boolean fifo, IntSupplier held, Supplier<Duration> timeout) {
        this.shortest = fifo ? SHORTEST_FIFO : SHORTEST;
        this.held = held;
        this.timeout = timeout;
    }

    /** For a delete that somebody or something waits for. */
    Duration shortest() {
        return shortest;
    }

    Duration longest() {
        Duration part = timeout.get().dividedBy(PART_OF_TIMEOUT);
        return part.compareTo(shortest) < 0 ? shortest : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    }

    @Override
    public long more(long waited, int unsettled) {
        if (held.getAsInt() > unsettled) {
            return Math.min(SHORTEST.toNanos(), longest().toNanos() - waited);
        }
        return shortest.toNanos() - waited;
    }
}
