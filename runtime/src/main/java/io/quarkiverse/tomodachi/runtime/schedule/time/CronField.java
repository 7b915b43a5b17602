package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.util.BitSet;

/**
 * A field of a cron expression.
 *
 * @param any whether it restricts nothing
 * @param values what it allows
 * @param last what it allows only as the last one of a month: of days of the week those with their numbers; for days of the
 *        month not empty if the last one is meant
 */
record CronField(boolean any, BitSet values, BitSet last) {

    boolean allows(int value) {
        return values.get(value);
    }

    /** @return the first allowed value that is not less, -1 if there is none */
    int next(int value) {
        return values.nextSetBit(value);
    }

    int first() {
        return next(0);
    }
}
