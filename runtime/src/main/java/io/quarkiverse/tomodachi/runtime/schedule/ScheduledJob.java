package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.observe.SkipObserver.Reason;
import io.quarkiverse.tomodachi.runtime.schedule.JobEvents.Execution;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.ClusterGuard;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.LockUnavailableException;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.Occasion;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Every;
import io.quarkiverse.tomodachi.runtime.schedule.timer.Alarm;
import io.quarkiverse.tomodachi.runtime.schedule.timer.Alarm.Come;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;

/** A handler with its times. */
final class ScheduledJob {

    static final CompletionStage<Boolean> NOT_CALLED = CompletableFuture.completedFuture(false);

    private final ScheduledHandler handler;
    private final ScheduleSettings settings;
    private final HandlerInvoker invoker;
    private final ClusterGuard cluster;
    private final JobEvents events;
    private final OverlapLimit overlap;
    private final Alarm alarm;
    private final JobTrigger trigger;
    private volatile boolean paused;
    private volatile boolean allPaused;

    /** @param cluster lets one of several replicas call the handler, {@code null} if each does */
    ScheduledJob(ScheduledHandler handler, ScheduleSettings settings, HandlerInvoker invoker, ClusterGuard cluster,
            JobEvents events, Duration overdueGrace) {
        this.handler = handler;
        this.settings = settings;
        this.invoker = invoker;
        this.cluster = cluster;
        this.events = events;
        this.overlap = new OverlapLimit(handler.handler(), handler.overlap(), handler.overlapLimit());
        this.alarm = settings.alarm(this::ring);
        this.trigger = new JobTrigger(settings.identity(), handler.handler().id(), alarm, overdueGrace.plus(settings.jitter()));
    }

    HandlerDescription handler() {
        return handler.handler();
    }

    String identity() {
        return settings.identity();
    }

    /** What replicas agree by, {@code null} if they do not. */
    String lockName() {
        return settings.lock() == null ? null : settings.lock().name();
    }

    /** The interval or timestamp. */
    String text() {
        return settings.text();
    }

    /** @param now when it would begin if it has not */
    HandlerInfo info(Instant now) {
        Instant planned = alarm.planned();
        Instant next = planned != null ? planned : settings.next(now);
        return new HandlerInfo(handler.handler().service(), handler.handler().id(), handler.handler().transport(),
                settings.text() + (immediately() ? " and at the start" : "")
                        + (next == null ? ", which is over" : ", next at " + next.atZone(settings.zone()).toOffsetDateTime()));
    }

    /** Whether it comes after a number of seconds instead of at times of the calendar. */
    boolean isInterval() {
        return settings.timing() instanceof Every;
    }

    Alarm alarm() {
        return alarm;
    }

    JobTrigger trigger() {
        return trigger;
    }

    boolean isPaused() {
        return paused;
    }

    /** @param now whether this schedule is paused, whatever holds for all */
    void pause(boolean now) {
        paused = now;
        if (now) {
            events.paused(trigger);
        } else {
            events.resumed(trigger);
        }
    }

    void pauseWithAll(boolean now) {
        allPaused = now;
    }

    boolean immediately() {
        return handler.times().immediately();
    }

    /** Calls the handler at a planned time, unless it is paused. What is missed meanwhile is not made up. */
    void ring(Come come) {
        if (!paused && !allPaused) {
            call(new Occasion(come.time(), come.due(), alarm.planned(), false));
            if (come.missed() > 0) {
                events.skipped(handler.handler(), text(), Reason.MISSED, come.missed());
            }
        }
    }

    /** Calls the handler before its first planned time, unless it is paused. */
    void callAtStart(Instant now) {
        if (!paused && !allPaused) {
            call(new Occasion(now, null, alarm.planned(), false));
        }
    }

    /** @return whether the handler was called, when it has ended; fails like the handler */
    CompletionStage<Boolean> call(Occasion occasion) {
        Execution execution = new Execution(trigger, Instant.now(), occasion.time());
        if (!overlap.begin()) {
            skipped(execution, Reason.OVERLAP, "it still runs");
            return NOT_CALLED;
        }
        trigger.fired(occasion.time());
        CompletionStage<Boolean> call;
        try {
            call = cluster == null ? invoke(occasion).thenApply(result -> true)
                    : cluster.run(occasion, settings.lock(), () -> invoke(occasion));
        } catch (Throwable e) {
            call = CompletableFuture.failedFuture(e);
        }
        return call.whenComplete((called, failure) -> end(execution, called, failure));
    }

    private CompletionStage<Object> invoke(Occasion occasion) {
        return invoker.invoke(new ScheduleInvocation(occasion.time(), occasion.due(), settings.text()));
    }

    private void end(Execution execution, Boolean called, Throwable failure) {
        overlap.end();
        if (failure != null) {
            failed(execution, Failures.unwrap(failure));
        } else if (called) {
            events.succeeded(execution);
        } else {
            skipped(execution, Reason.CLUSTER, "another replica is called");
        }
    }

    private void failed(Execution execution, Throwable cause) {
        boolean called = !(cause instanceof LockUnavailableException);
        if (called) {
            ScheduleLog.failed(handler.handler(), cause);
        } else {
            ScheduleLog.notCalled(handler.handler(), cause);
        }
        events.failed(execution, cause);
        if (!called) {
            events.skipped(handler.handler(), text(), Reason.CLUSTER, 1);
        }
    }

    private void skipped(Execution execution, Reason reason, String detail) {
        events.skipped(execution, detail);
        events.skipped(handler.handler(), text(), reason, 1);
    }
}
