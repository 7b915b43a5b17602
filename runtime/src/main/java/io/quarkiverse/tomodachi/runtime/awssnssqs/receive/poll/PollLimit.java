package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many long polls an application has open at the same time. Each holds a connection for up to 20 seconds, whereas what is
 * to be deleted, given back or sent needs one soon. A queue may always have one; where there are more connections, those
 * with a backlog share them.
 */
public final class PollLimit {

    private final AtomicInteger spare;

    /** @param polls of all queues together; less than one for each queue counts as that */
    public PollLimit(int polls) {
        this.spare = new AtomicInteger(polls);
    }

    /** Another queue, which has one poll from now on. */
    public void join() {
        spare.decrementAndGet();
    }

    /** @return whether a queue may have one more, until it is {@linkplain #giveBack() given back} */
    boolean take() {
        int free = spare.get();
        while (free > 0 && !spare.compareAndSet(free, free - 1)) {
            free = spare.get();
        }
        return free > 0;
    }

    void giveBack() {
        spare.incrementAndGet();
    }
}
