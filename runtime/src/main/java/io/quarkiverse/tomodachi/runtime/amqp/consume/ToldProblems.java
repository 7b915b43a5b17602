package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What could not be done and was told, so that it is told once. What has not come again for a day is forgotten. */
final class ToldProblems {

    /** Some names have the day in them, and would never be settled. */
    static final long KEPT_NANOS = TimeUnit.DAYS.toNanos(1);

    /** When each came last. */
    private final Map<Problem, Long> times = new ConcurrentHashMap<>();

    /**
     * @param where what does not work
     * @param kind in which way it does not
     */
    boolean isNew(String where, String kind, long nanoTime) {
        times.values().removeIf(time -> nanoTime - time >= KEPT_NANOS);
        return times.put(new Problem(where, kind), nanoTime) == null;
    }

    void settled(String where) {
        if (!times.isEmpty()) {
            times.keySet().removeIf(problem -> problem.where().equals(where));
        }
    }

    /** How many it keeps now. */
    int size() {
        return times.size();
    }

    private record Problem(String where, String kind) {
    }
}
