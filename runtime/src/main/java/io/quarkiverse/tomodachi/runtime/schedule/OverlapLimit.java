package io.quarkiverse.tomodachi.runtime.schedule;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.Schedule.Overlap;

/** How many calls of one schedule run at the same time. Full once, it stays so until fewer than three quarters run. */
final class OverlapLimit {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private final String handler;
    private final int limit;
    private final Overlap overlap;
    private int running;
    private int leftOut;
    private boolean full;

    OverlapLimit(String handler, Overlap overlap, int limit) {
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
                LOG.infof("Scheduled method %s is called again, %d calls were left out", handler, leftOut);
            }
            leftOut = 0;
        }
    }

    private void warn() {
        if (overlap == Overlap.ALLOW) {
            LOG.warnf("Scheduled method %s is running %d times at once; further calls are left out until fewer than %d run",
                    handler,
                    running, Math.max(1, (limit * 3 + 3) / 4));
        } else {
            LOG.debugf("Scheduled method %s still runs; calls are left out until it has ended", handler);
        }
    }
}
