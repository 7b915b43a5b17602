package io.quarkiverse.tomodachi.deployment.lifecycle;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;

/** Services whose methods do the worst, as the configuration says. */
final class HostileServices {

    private HostileServices() {
    }

    static final String EVENT = "EVENT ";

    /** Does what the configuration says: the key {@code at.<place>} has the deed. */
    static class Hostile {

        @Inject
        Tomodachi tomodachi;

        CompletionStage<Void> act(String place, Optional<String> deed) {
            System.out.println(EVENT + place);
            return switch (deed.orElse("")) {
                case "exit" -> {
                    tomodachi.exit(7);
                    tomodachi.exit(8);
                    yield CompletableFuture.completedFuture(null);
                }
                case "exit-and-fail" -> {
                    tomodachi.exit(7);
                    throw new IllegalStateException("failed after exit");
                }
                case "system-exit" -> {
                    System.exit(9);
                    yield null;
                }
                case "overflow" -> overflow(place);
                case "null" -> null;
                case "never" -> new CompletableFuture<>();
                case "spin" -> {
                    // without looking at interrupts
                    while (!place.isEmpty()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    yield null;
                }
                case "fail" -> throw new IllegalStateException("failed at " + place);
                default -> CompletableFuture.completedFuture(null);
            };
        }

        private CompletionStage<Void> overflow(String place) {
            return overflow(place + ".").thenRun(() -> System.out.println(place));
        }
    }

    static class Early extends Hostile {

        @ConfigProperty(name = "at.early")
        Optional<String> early;

        void early(@Observes @Priority(1) StartupEvent event) {
            if (early.isPresent()) {
                act("early", early);
            }
        }
    }

    @TomodachiService("bad")
    static class Bad extends Hostile {

        @ConfigProperty(name = "at.start")
        Optional<String> start;

        @ConfigProperty(name = "at.started")
        Optional<String> started;

        @ConfigProperty(name = "at.stopping")
        Optional<String> stopping;

        @ConfigProperty(name = "at.stop")
        Optional<String> stop;

        @ConfigProperty(name = "at.loop")
        Optional<String> loop;

        @ConfigProperty(name = "at.schedule")
        Optional<String> schedule;

        /** Those that return something are called on the event loop, plain ones are not. */
        @StartService
        void start() {
            CompletionStage<Void> acting = act("start", start);
            if (acting != null) {
                acting.toCompletableFuture().join();
            }
        }

        @StartService
        Uni<Void> startOnTheEventLoop() {
            CompletionStage<Void> acting = act("loop", loop);
            return acting == null ? null : Uni.createFrom().completionStage(acting);
        }

        @StartedService
        CompletionStage<Void> started() {
            return act("started", started);
        }

        @StoppingService
        CompletionStage<Void> stopping() {
            return act("stopping", stopping);
        }

        @StopService
        CompletionStage<Void> stop() {
            return act("stop", stop);
        }

        @Schedule(interval = "0 0 1 1 *", immediately = true)
        void scheduled() {
            if (schedule.isPresent()) {
                act("schedule", schedule).toCompletableFuture().join();
            }
        }

        @Http.Get("/system-exit")
        void systemExit() {
            System.exit(9);
        }

        @Http.Get("/exit")
        void exit() {
            act("handler", Optional.of("exit"));
        }
    }

    /** Has no method that a start calls. */
    @ApplicationScoped
    @TomodachiService("unmade")
    static class Unmade extends Hostile {

        @ConfigProperty(name = "at.constructor")
        Optional<String> constructor;

        @PostConstruct
        void construct() {
            if (constructor.isPresent()) {
                act("constructor", constructor);
            }
        }

        @Http.Get("/unmade")
        void get() {
        }
    }

    @TomodachiService("other")
    static class Other extends Hostile {

        @ConfigProperty(name = "at.other")
        Optional<String> other;

        @StartService
        void start() {
            act("other", other);
        }

        @StopService
        void stop() {
            System.out.println(EVENT + "other stop");
        }
    }
}
