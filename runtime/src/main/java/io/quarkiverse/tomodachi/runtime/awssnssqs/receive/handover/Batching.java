package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll.PollPace;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher;

/**
 * How many messages one call of a handler takes.
 *
 * @param size the most, 1 or more; 0 for a handler that takes single messages and no lists of them
 * @param window how long the first message of a batch waits for others
 */
public record Batching(int size, Duration window) {

    /** Single messages. */
    public static final Batching NONE = new Batching(0, Duration.ZERO);

    private static final int LARGEST = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public boolean isBatch() {
        return size > 0;
    }

    /** How many messages one call takes at most. */
    public int atOnce() {
        return Math.max(1, size);
    }

    /** How many messages are handled at the same time. */
    public int messages(int concurrency) {
        return (int) Math.min(Integer.MAX_VALUE, (long) concurrency * atOnce());
    }

    /** How many long polls a handler has open at most, when its queue is full. */
    public int polls(int concurrency) {
        return PollPace.mostCalls(messages(concurrency));
    }

    /** What is wrong and what to do, each as the end of a sentence that begins with the handler. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (size < 1 || size > LARGEST) {
            problems.add("has the batchSize " + size + "; it is from 1 to " + LARGEST);
        }
        if (window.isNegative() || window.compareTo(LONGEST) > 0) {
            problems.add("has the batchWindow " + window + "; it is from 0 seconds to 5 minutes");
        }
        if (size > EntryBatcher.BATCH_SIZE && window.isZero()) {
            problems.add("has the batchSize " + size + " and no batchWindow, but one receive brings " + EntryBatcher.BATCH_SIZE
                    + " messages at most; say with a batchWindow how long a batch waits for more");
        }
        return problems;
    }
}
