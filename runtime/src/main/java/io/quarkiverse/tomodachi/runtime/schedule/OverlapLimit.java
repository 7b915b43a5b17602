package io.quarkiverse.tomodachi.runtime.schedule;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** How many calls of one schedule run at the same time. Full once, it stays so until fewer than three quarters run. */
final class OverlapLimit {

    private final HandlerDescription handler;
    private final int limit;
    private final Overlap overlap;
    private int running;
    private int leftOut;
    private boolean full;

    OverlapLimit(HandlerDescription handler, Overlap overlap, int limit) {
        this.handler = handler;
        this.overlap = overlap;
        this.limit = overlap == Overlap.SKIP ? 1 : limit;
    }

    /** @return whether another call may begin, which then has to end */
    synchronized boolean begin() {
        if (full || running >= limit) {
            leftOut++;
            if (!full) {
                full = true;
                warn();
            }
            return false;
        }
        running++;
        return true;
    }

    synchronized void end() {
        running--;
        if (full && (running == 0 || running * 4 < limit * 3)) {
            full = false;
            if (overlap == Overlap.ALLOW) {
                ScheduleLog.calledAgain(handler, leftOut);
            }
            leftOut = 0;
        }
    }

    private void warn() {
        if (overlap == Overlap.ALLOW) {
            ScheduleLog.full(handler, running, Math.max(1, (limit * 3 + 3) / 4));
        } else {
            ScheduleLog.stillRuns(handler);
        }
    }
}
