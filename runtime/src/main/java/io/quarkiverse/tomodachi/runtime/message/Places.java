package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.Flow.Subscription;

/**
 * The places of what a handler handles at the same time. What came from an earlier subscription and has no outcome yet keeps
 * its place, so that a handler that is resumed does not handle more.
 */
final class Places {

    private final int all;
    private int taken;
    /** The last subscription, which further messages are asked of. */
    private Subscription current;

    Places(int all) {
        this.all = all;
    }

    /** Asks for as many messages as there are free places. */
    void offer(Subscription subscription) {
        int free;
        synchronized (this) {
            current = subscription;
            free = all - taken;
        }
        if (free > 0) {
            subscription.request(free);
        }
    }

    synchronized void take() {
        taken++;
    }

    /** Frees a place and asks for the message that takes it. */
    void free() {
        Subscription subscription;
        synchronized (this) {
            taken--;
            subscription = current;
        }
        subscription.request(1);
    }
}
