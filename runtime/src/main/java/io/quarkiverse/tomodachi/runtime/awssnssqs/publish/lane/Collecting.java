package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

/** For how long messages wait for others to share a call with. Not thread-safe. */
final class Collecting {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Alarm alarm;
    /** When the first of those that wait was published, until the alarm rings once more: time is not asked for each other. */
    private long waiting;
    private int rung = -1;

    /** @param alarm told when the time is over */
    Collecting(Alarm alarm) {
        this.alarm = alarm;
    }

    /** @return whether the message, the first of those that wait, has time for others to come */
    boolean hasTime(Publication first) {
        int now = alarm.rung();
        if (first.created() == waiting && now == rung) {
            return true;
        }
        long left = first.created() + LONGEST_NANOS - System.nanoTime();
        if (left > 0 && alarm.in(left)) {
            waiting = first.created();
            rung = now;
        }
        return left > 0;
    }
}
