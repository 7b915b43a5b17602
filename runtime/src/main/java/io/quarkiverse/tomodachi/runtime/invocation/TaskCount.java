package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of the handlers of one transport. */
public final class TaskCount {

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();

    void begin() {
        begun.increment();
    }

    void end() {
        ended.increment();
    }

    /** How many were called since the start. */
    public long total() {
        return begun.sum();
    }

    /** How many run. */
    public long current() {
        long over = ended.sum();
        return Math.max(0, begun.sum() - over);
    }
}
