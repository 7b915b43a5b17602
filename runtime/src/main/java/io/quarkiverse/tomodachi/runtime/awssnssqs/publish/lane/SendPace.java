package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How fast calls are made to one topic or queue: after failures not before a while that grows with each one, and after
 * throttling half as many at the same time as before. Not thread-safe.
 */
final class SendPace {

    /** Of the fifty connections that a client has by default, so that one topic or queue leaves others some. */
    private static final int MAX_CALLS = 25;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);
    private static final int DOUBLINGS = 6;

    private int calls;
    private int limit = MAX_CALLS;
    private int failures;
    private boolean pausing;
    private long pauseEnds;

    boolean isBusy() {
        return calls > 0;
    }

    boolean allowsCall() {
        return calls < limit;
    }

    void begin() {
        calls++;
    }

    void end() {
        calls--;
    }

    void succeeded() {
        failures = 0;
        pausing = false;
        limit = Math.min(MAX_CALLS, limit + 1);
    }

    void failed(boolean throttled) {
        failures++;
        pausing = true;
        pauseEnds = System.nanoTime() + pause(failures);
        if (throttled) {
            limit = Math.max(1, limit / 2);
        }
    }

    /** For how long no call is to be made, 0 or less for none. */
    long pauseNanos() {
        return pausing ? pauseEnds - System.nanoTime() : 0;
    }

    /** @param attempt how many have failed, from 1 */
    static long pause(int attempt) {
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(attempt - 1, DOUBLINGS));
        return pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
    }
}
