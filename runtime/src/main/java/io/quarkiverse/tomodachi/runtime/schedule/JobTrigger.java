package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.tomodachi.runtime.schedule.timer.Alarm;
import io.quarkus.scheduler.Trigger;

/** What the scheduler of Quarkus shows of a schedule. */
final class JobTrigger implements Trigger {

    private final String identity;
    private final String method;
    private final Alarm alarm;
    private final Duration grace;
    private volatile Instant previous;

    /** @param grace how late the next call may be without being overdue */
    JobTrigger(String identity, String method, Alarm alarm, Duration grace) {
        this.identity = identity;
        this.method = method;
        this.alarm = alarm;
        this.grace = grace;
    }

    void fired(Instant time) {
        previous = time;
    }

    @Override
    public String getId() {
        return identity;
    }

    @Override
    public Instant getNextFireTime() {
        return alarm.planned();
    }

    @Override
    public Instant getPreviousFireTime() {
        return previous;
    }

    @Override
    public boolean isOverdue() {
        Instant next = alarm.planned();
        return next != null && next.plus(grace).isBefore(Instant.now());
    }

    @Override
    public String getMethodDescription() {
        return method;
    }

    @Override
    public String toString() {
        return identity;
    }
}
