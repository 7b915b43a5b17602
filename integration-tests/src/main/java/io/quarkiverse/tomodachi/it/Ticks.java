package io.quarkiverse.tomodachi.it;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/** Schedules of all kinds. */
@TomodachiService("ticks")
public class Ticks {

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @Http.Get("/ticks")
    Map<String, Integer> ticks() {
        return calls;
    }

    @Heartbeat
    void beat() {
        count("heartbeat");
    }

    @Schedule(interval = "1s")
    Uni<Void> second(Instant invocationTime, String interval) {
        count("each " + interval);
        return Uni.createFrom().voidItem();
    }

    @Schedule(interval = "* * * * * *", timezone = "Asia/Kathmandu")
    void cron() {
        count("cron");
    }

    @Schedule(interval = "1s", identity = "cluster", cluster = true)
    void once() {
        count("cluster");
    }

    private void count(String schedule) {
        calls.merge(schedule, 1, Integer::sum);
    }

    /** A store that nobody shares. */
    @Produces
    @Singleton
    LockProvider locks() {
        AtomicBoolean held = new AtomicBoolean();
        SimpleLock lock = () -> held.set(false);
        return configuration -> held.compareAndSet(false, true) ? Optional.of(lock) : Optional.empty();
    }
}
