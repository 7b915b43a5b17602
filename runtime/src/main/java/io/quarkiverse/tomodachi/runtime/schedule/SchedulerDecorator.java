package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.scheduler.common.runtime.util.SchedulerUtils;

/**
 * Puts our schedules into the scheduler of Quarkus, whichever is in use, for everybody who pauses, resumes and lists jobs.
 * They are not jobs of that scheduler itself: the simple one looks at all jobs once a second, so that how late they begin
 * depends on when it looks, and the work grows with their number; Quartz cannot keep jobs with code of ours in a database; and
 * neither knows our rules for cron expressions and changed clocks. To register a scheduler besides theirs would take away the
 * qualifiers by which applications inject these.
 */
@Decorator
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class SchedulerDecorator implements Scheduler {

    private final Scheduler delegate;
    private final ScheduledJobs jobs;

    @Inject
    SchedulerDecorator(@Delegate Scheduler delegate, ScheduledJobs jobs) {
        this.delegate = delegate;
        this.jobs = jobs;
    }

    /** Those that do not run yet, too. */
    private ScheduledJob find(String identity) {
        return isGiven(identity) ? jobs.find(SchedulerUtils.lookUpPropertyValue(identity)) : null;
    }

    private static boolean isGiven(String identity) {
        return identity != null && !identity.isEmpty();
    }

    @Override
    public boolean isStarted() {
        return delegate.isStarted();
    }

    @Override
    public void pause() {
        delegate.pause();
        jobs.pauseAll(true);
    }

    @Override
    public void pause(String identity) {
        ScheduledJob job = find(identity);
        if (job == null) {
            delegate.pause(identity);
            pauseBefore(identity, true);
        } else {
            job.pause(true);
        }
    }

    @Override
    public void resume() {
        delegate.resume();
        jobs.pauseAll(false);
    }

    @Override
    public void resume(String identity) {
        ScheduledJob job = find(identity);
        if (job == null) {
            delegate.resume(identity);
            pauseBefore(identity, false);
        } else {
            job.pause(false);
        }
    }

    @Override
    public boolean isPaused(String identity) {
        ScheduledJob job = find(identity);
        return job != null ? job.isPaused()
                : delegate.isPaused(identity)
                        || isGiven(identity) && jobs.isPausedBefore(SchedulerUtils.lookUpPropertyValue(identity));
    }

    private void pauseBefore(String identity, boolean now) {
        if (isGiven(identity)) {
            jobs.pauseBefore(SchedulerUtils.lookUpPropertyValue(identity), now);
        }
    }

    @Override
    public boolean isRunning() {
        return delegate.isRunning();
    }

    @Override
    public List<Trigger> getScheduledJobs() {
        List<Trigger> all = new ArrayList<>(delegate.getScheduledJobs());
        all.addAll(jobs.triggers());
        return List.copyOf(all);
    }

    @Override
    public Trigger getScheduledJob(String identity) {
        ScheduledJob job = isGiven(identity) ? jobs.running(SchedulerUtils.lookUpPropertyValue(identity)) : null;
        return job == null ? delegate.getScheduledJob(identity) : job.trigger();
    }

    @Override
    public JobDefinition<?> newJob(String identity) {
        if (find(identity) != null) {
            throw new IllegalStateException("A job with this identity is already scheduled: " + identity);
        }
        return delegate.newJob(identity);
    }

    @Override
    public Trigger unscheduleJob(String identity) {
        ScheduledJob job = find(identity);
        if (job == null) {
            return delegate.unscheduleJob(identity);
        }
        jobs.remove(job);
        return job.trigger();
    }

    @Override
    public String implementation() {
        return delegate.implementation();
    }
}
