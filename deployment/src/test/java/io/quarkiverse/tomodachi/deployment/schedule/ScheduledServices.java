package io.quarkiverse.tomodachi.deployment.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Hourly;
import io.quarkiverse.tomodachi.Minutely;
import io.quarkiverse.tomodachi.Monthly;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.FailedExecution;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledJobPaused;
import io.quarkus.scheduler.SkippedExecution;
import io.quarkus.scheduler.SuccessfulExecution;
import io.smallrye.mutiny.Uni;

/** Schedules of all kinds, beside one of Quarkus, and what is told of them. */
final class ScheduledServices {

    private ScheduledServices() {
    }

    record Call(Instant planned, Instant at, String interval) {
    }

    static class Base {

        final Map<String, List<Call>> calls = new ConcurrentHashMap<>();

        void called(String name, Instant planned, String interval) {
            calls(name).add(new Call(planned, Instant.now(), interval));
        }

        List<Call> calls(String name) {
            return calls.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
        }

        @Heartbeat
        void inherited(Instant invocationTime, String interval) {
            called("inherited", invocationTime, interval);
        }
    }

    @TomodachiService("jobs")
    static class Jobs extends Base {

        final Semaphore hanging = new Semaphore(0);
        final List<CompletableFuture<Void>> alone = new CopyOnWriteArrayList<>();

        @Schedule(interval = "2s")
        @Schedule(interval = "${jobs.second}", identity = "${jobs.identity}")
        void twice(Instant invocationTime, String interval, ServiceContext service) {
            called("twice", invocationTime, interval);
            called(service.name(), invocationTime, interval);
        }

        @Schedule(interval = "hourly", immediately = true)
        Uni<String> atOnce(Instant invocationTime) {
            called("atOnce", invocationTime, Thread.currentThread().getName());
            return Uni.createFrom().item("ignored");
        }

        @Schedule(interval = "* * * * * *", identity = "fails")
        void fails() {
            called("fails", null, null);
            throw new AssertionError("on purpose");
        }

        @Schedule(interval = "1s", overlap = Overlap.SKIP, identity = "alone")
        Uni<Void> alone() {
            CompletableFuture<Void> end = new CompletableFuture<>();
            alone.add(end);
            return Uni.createFrom().completionStage(end);
        }

        @Schedule(interval = "1s", overlapLimit = 2)
        void hangs() throws InterruptedException {
            called("hangs", null, null);
            hanging.acquire();
        }

        @Schedule(timestamp = "2020-01-01 00:00", identity = "over")
        void isOver() {
            called("isOver", null, null);
        }

        @Schedule(timestamp = "07:30", timezone = "+05:30", identity = "morning", jitter = "10s")
        void morning(String interval) {
            called("morning", null, interval);
        }

        @Schedule(interval = "* * * * * *", identity = "paused")
        void paused() {
            called("paused", null, null);
        }

        @Schedule(interval = "1s", identity = "removed")
        void removed() {
            called("removed", null, null);
        }

        @Minutely
        void minutely() {
        }

        @Hourly
        void hourly() {
        }

        @Monthly
        void monthly() {
        }
    }

    @Singleton
    static class Events {

        final List<String> all = new CopyOnWriteArrayList<>();

        void succeeded(@Observes SuccessfulExecution event) {
            all.add("succeeded " + event.getExecution().getTrigger().getId());
        }

        void failed(@Observes FailedExecution event) {
            all.add("failed " + event.getExecution().getTrigger().getId() + " " + event.getException().getMessage());
        }

        void skipped(@Observes SkippedExecution event) {
            all.add("skipped " + event.getExecution().getTrigger().getId());
        }

        void paused(@Observes ScheduledJobPaused event) {
            all.add("paused " + event.getTrigger().getId());
        }
    }

    @Singleton
    static class OfQuarkus {

        final List<Instant> calls = new CopyOnWriteArrayList<>();

        @Scheduled(every = "1s", identity = "of quarkus")
        void tick() {
            calls.add(Instant.now());
        }
    }
}
