package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

/** For how long messages wait for others to share a call with. Not thread-safe. */
final class Collecting {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Alarm alarm;
    /** The first of those that wait, until the alarm rings: time is not asked for each of the others. */
    private Publication waiting;

    /** @param alarm told when the time is over */
    Collecting(Alarm alarm) {
        this.alarm = alarm;
    }

    /** @return whether the message, the first of those that wait, has time for others to come */
    boolean hasTime(Publication first) {
        if (first == waiting) {
            return true;
        }
        long left = first.created() + LONGEST_NANOS - System.nanoTime();
        if (left > 0 && alarm.in(left)) {
            waiting = first;
        }
        return left > 0;
    }

    /** The alarm has rung. */
    void lookAgain() {
        waiting = null;
    }
}
