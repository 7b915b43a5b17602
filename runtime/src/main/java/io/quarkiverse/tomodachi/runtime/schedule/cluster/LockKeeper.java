package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Prolongs locks while their handlers run. It has a thread of its own, as handlers may occupy all others. */
final class LockKeeper {

    private static final int TIMES_WHILE_IT_LASTS = 3;

    private final Map<HeldLock, Future<?>> kept = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, code -> {
        Thread thread = new Thread(code, "tomodachi-schedule-locks");
        thread.setDaemon(true);
        return thread;
    });

    LockKeeper() {
        executor.setRemoveOnCancelPolicy(true);
    }

    void keep(HeldLock lock) {
        long period = Math.max(1, lock.atMost().toMillis() / TIMES_WHILE_IT_LASTS);
        kept.put(lock, executor.scheduleWithFixedDelay(() -> {
            if (!lock.prolong()) {
                leave(lock);
            }
        }, period, period, TimeUnit.MILLISECONDS));
    }

    void leave(HeldLock lock) {
        Future<?> prolonging = kept.remove(lock);
        if (prolonging != null) {
            prolonging.cancel(false);
        }
    }

    void close() {
        executor.shutdownNow();
    }
}
