package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Instant;

import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.observe.SkipObserver;
import io.quarkiverse.tomodachi.runtime.observe.SkipObservers;
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

    private final Event<SuccessfulExecution> successes;
    private final Event<FailedExecution> failures;
    private final Event<SkippedExecution> skips;
    private final Event<ScheduledJobPaused> pauses;
    private final Event<ScheduledJobResumed> resumptions;
    private final SkipObservers observers;

    JobEvents(Event<SuccessfulExecution> successes, Event<FailedExecution> failures, Event<SkippedExecution> skips,
            Event<ScheduledJobPaused> pauses, Event<ScheduledJobResumed> resumptions,
            SkipObservers observers) {
        this.successes = successes;
        this.failures = failures;
        this.skips = skips;
        this.pauses = pauses;
        this.resumptions = resumptions;
        this.observers = observers;
    }

    void succeeded(Execution execution) {
        Events.fire(successes, new SuccessfulExecution(execution));
    }

    void failed(Execution execution, Throwable failure) {
        Events.fire(failures, new FailedExecution(execution, failure));
    }

    void skipped(Execution execution, String reason) {
        Events.fire(skips, new SkippedExecution(execution, reason));
    }

    /** Tells those who count. */
    void skipped(HandlerDescription handler, String trigger, SkipObserver.Reason reason, int times) {
        observers.skipped(handler, trigger, reason, times);
    }

    void paused(Trigger trigger) {
        Events.fire(pauses, new ScheduledJobPaused(trigger));
    }

    void resumed(Trigger trigger) {
        Events.fire(resumptions, new ScheduledJobResumed(trigger));
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
