package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.Occasion;
import io.quarkiverse.tomodachi.runtime.schedule.timer.ScheduleClock;
import io.quarkiverse.tomodachi.runtime.schedule.timer.ScheduleTimer;
import io.quarkiverse.tomodachi.runtime.schedule.timer.TimerThread;
import io.quarkus.scheduler.Trigger;
import io.smallrye.mutiny.Uni;

/** The schedules that run, by their identities, and the timer that they wait for. */
@Singleton
public class ScheduledJobs implements Schedules {

    private final ScheduleTimer timer = new ScheduleTimer(ScheduleClock.SYSTEM);
    private final TimerThread thread = new TimerThread(timer);
    private final Map<String, ScheduledJob> jobs = new ConcurrentHashMap<>();
    private final Set<String> removed = ConcurrentHashMap.newKeySet();
    /** Identities that were paused before the schedules were known. */
    private final Set<String> pausedBefore = ConcurrentHashMap.newKeySet();
    private volatile Map<String, ScheduledJob> known = Map.of();
    private volatile boolean complete;
    private volatile boolean running;
    private volatile boolean ended;

    /** @throws IllegalArgumentException if two have the same identity, or the same lock */
    void know(Collection<ScheduledJob> all) {
        Map<String, ScheduledJob> byIdentity = new LinkedHashMap<>();
        Map<String, ScheduledJob> byLock = new HashMap<>();
        for (ScheduledJob job : all) {
            checkUnlike(byIdentity.putIfAbsent(job.identity(), job), job, "identity", job.identity());
            if (job.lockName() != null) {
                checkUnlike(byLock.putIfAbsent(job.lockName(), job), job, "lock", job.lockName());
            }
        }
        known = byIdentity;
        complete = true;
        byIdentity.values().stream().filter(job -> pausedBefore.contains(job.identity())).forEach(job -> job.pause(true));
        pausedBefore.clear();
    }

    private static void checkUnlike(ScheduledJob other, ScheduledJob job, String what, String name) {
        if (other != null) {
            throw new IllegalArgumentException("Scheduled methods " + other.trigger().getMethodDescription() + " and "
                    + job.trigger().getMethodDescription() + " have the same " + what + " '" + name
                    + "'; give one of them another");
        }
    }

    /** @throws IllegalArgumentException if the identity of another job is one of ours */
    void checkFree(String identity) {
        ScheduledJob job = known.get(identity);
        if (job != null) {
            throw new IllegalArgumentException(
                    "Scheduled method " + job.trigger().getMethodDescription() + " has the identity '"
                            + identity + "' of another job of the scheduler; give it another");
        }
    }

    /** Begins with all schedules. */
    void begin(boolean paused) {
        pauseAll(paused);
        running = true;
        known.values().stream().filter(job -> !removed.contains(job.identity()))
                .forEach(job -> jobs.put(job.identity(), job));
        List<ScheduledJob> begun = known.values().stream().filter(job -> jobs.containsKey(job.identity())).toList();
        begun.forEach(this::await);
        thread.start();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        begun.stream().filter(ScheduledJob::immediately).forEach(job -> job.callAtStart(now));
    }

    private void await(ScheduledJob job) {
        timer.add(job.alarm());
        if (job.alarm().planned() == null) {
            ScheduleLog.over(job.handler(), job.text());
        }
    }

    /** @return completes when no call will begin any more, except those that {@link Schedules} asked for before */
    Uni<Void> end() {
        boolean begun = running;
        running = false;
        ended = true;
        jobs.clear();
        return begun ? Uni.createFrom().completionStage(thread.stop()) : Uni.createFrom().voidItem();
    }

    /** Those that run and those that do not yet. */
    Collection<ScheduledJob> all() {
        return known.values();
    }

    Collection<Trigger> triggers() {
        return known.values().stream().filter(job -> jobs.containsKey(job.identity())).<Trigger> map(ScheduledJob::trigger)
                .toList();
    }

    /** @return {@code null} if there is no such schedule, or it was removed */
    ScheduledJob find(String identity) {
        return removed.contains(identity) ? null : known.get(identity);
    }

    /** @return {@code null} if there is no such schedule, or it does not run */
    ScheduledJob running(String identity) {
        return jobs.get(identity);
    }

    /** Methods of the start are called before the schedules are known. */
    void pauseBefore(String identity, boolean now) {
        if (now && !complete) {
            pausedBefore.add(identity);
        } else {
            pausedBefore.remove(identity);
        }
    }

    boolean isPausedBefore(String identity) {
        return pausedBefore.contains(identity);
    }

    void pauseAll(boolean now) {
        known.values().forEach(job -> job.pauseWithAll(now));
    }

    /** Ends one schedule for good. */
    void remove(ScheduledJob job) {
        removed.add(job.identity());
        jobs.remove(job.identity());
        timer.remove(job.alarm());
    }

    @Override
    public Uni<Boolean> trigger(String identity) {
        return Uni.createFrom().completionStage(() -> {
            ScheduledJob job = known.get(identity);
            if (job == null) {
                throw new IllegalArgumentException("There is no schedule '" + identity + "'; there are " + known.keySet());
            }
            return ended ? ScheduledJob.NOT_CALLED
                    : job.call(new Occasion(Instant.now().truncatedTo(ChronoUnit.SECONDS), null, null, true));
        });
    }
}
