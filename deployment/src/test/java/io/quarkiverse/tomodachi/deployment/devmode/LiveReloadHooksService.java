package io.quarkiverse.tomodachi.deployment.devmode;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;

/** Writes down its life, which goes on over reloads, where none of its classes does. */
@TomodachiService("hooked")
public class LiveReloadHooksService {

    private static final String LIFE = "tomodachi.test.life";

    private volatile boolean hanging;

    @Inject
    Schedules schedules;

    private Uni<Void> note(String event) {
        System.setProperty(LIFE, System.getProperty(LIFE, "") + event + " ");
        return hanging ? Uni.createFrom().nothing() : Uni.createFrom().voidItem();
    }

    @StartService
    Uni<Void> start() {
        return note("start");
    }

    @StartedService
    Uni<Void> started() {
        return note("started");
    }

    @StoppingService
    Uni<Void> stopping() {
        return note("stopping");
    }

    @StopService
    Uni<Void> stop() {
        return note("stop");
    }

    @Schedule(interval = "0 0 1 1 *", identity = "held")
    Uni<Void> held() {
        return note("held");
    }

    @Http.Post("/hang")
    void hang() {
        hanging = true;
        schedules.trigger("held").subscribeAsCompletionStage();
    }

    @Http.Get("/life")
    String life() {
        return System.getProperty(LIFE);
    }

    @Http.Get("/version")
    String version() {
        return "version 0";
    }
}
