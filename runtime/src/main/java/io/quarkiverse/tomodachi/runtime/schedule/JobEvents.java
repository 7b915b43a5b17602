package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.observe.SkipObserver;
import io.quarkiverse.tomodachi.runtime.observe.SkipObservers;
import io.quarkiverse.tomodachi.runtime.schedule.timer.TimerThread;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkus.scheduler.FailedExecution;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.ScheduledJobPaused;
import io.quarkus.scheduler.ScheduledJobResumed;
import io.quarkus.scheduler.SkippedExecution;
import io.quarkus.scheduler.SuccessfulExecution;
import io.quarkus.scheduler.Trigger;
import io.quarkus.scheduler.common.runtime.Events;

/** Tells observers what the scheduler of Quarkus tells them of its own jobs. */
@Singleton
public class JobEvents {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private final Event<SuccessfulExecution> successes;
    private final Event<FailedExecution> failures;
    private final Event<SkippedExecution> skips;
    private final Event<ScheduledJobPaused> pauses;
    private final Event<ScheduledJobResumed> resumptions;
    private final SkipObservers observers;
    private final Executor workers;

    JobEvents(Event<SuccessfulExecution> successes, Event<FailedExecution> failures, Event<SkippedExecution> skips,
            Event<ScheduledJobPaused> pauses, Event<ScheduledJobResumed> resumptions,
            SkipObservers observers, ScheduledExecutorService workers) {
        this.successes = successes;
        this.failures = failures;
        this.skips = skips;
        this.pauses = pauses;
        this.resumptions = resumptions;
        this.observers = observers;
        this.workers = workers;
    }

    void succeeded(Execution execution) {
        fire(successes, new SuccessfulExecution(execution));
    }

    void failed(Execution execution, Throwable failure) {
        fire(failures, new FailedExecution(execution, failure));
    }

    void skipped(Execution execution, String reason) {
        fire(skips, new SkippedExecution(execution, reason));
    }

    /** Tells those who count. */
    void skipped(HandlerDescription handler, String trigger, SkipObserver.Reason reason, int times) {
        observers.skipped(handler, trigger, reason, times);
    }

    void paused(Trigger trigger) {
        fire(pauses, new ScheduledJobPaused(trigger));
    }

    void resumed(Trigger trigger) {
        fire(resumptions, new ScheduledJobResumed(trigger));
    }

    /** Observers of the application may take their time, so not in that of other schedules. */
    private <T> void fire(Event<T> event, T payload) {
        if (TimerThread.isCurrent()) {
            try {
                workers.execute(() -> Events.fire(event, payload));
            } catch (RejectedExecutionException e) {
                LOG.debug("There is no thread to tell observers of a schedule", e);
            }
        } else {
            Events.fire(event, payload);
        }
    }

    /** A call, as observers see it. */
    record Execution(Trigger trigger, Instant fireTime, Instant scheduledFireTime) implements ScheduledExecution {

        @Override
        public Trigger getTrigger() {
            return trigger;
        }

        @Override
        public Instant getFireTime() {
            return fireTime;
        }

        @Override
        public Instant getScheduledFireTime() {
            return scheduledFireTime;
        }
    }
}
