package io.quarkiverse.tomodachi.deployment.lifecycle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/** Services that do at one place of their lives what the configuration says. */
final class LifecycleServices {

    private LifecycleServices() {
    }

    static final String EVENT = "EVENT ";

    /** Does what the configuration says: {@code fail}, {@code hang} or {@code exit} in one place. */
    static class Acting {

        @ConfigProperty(name = "fail")
        Optional<String> fail;

        @ConfigProperty(name = "hang")
        Optional<String> hang;

        @ConfigProperty(name = "exit")
        Optional<String> exit;

        @Inject
        Tomodachi tomodachi;

        void act(String place) {
            System.out.println(EVENT + place);
            if (fail.filter(place::equals).isPresent()) {
                throw new IllegalStateException("failed in " + place);
            }
            if (exit.filter(place::equals).isPresent()) {
                tomodachi.exit(7);
            }
            if (hang.filter(place::equals).isPresent()) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    System.out.println(EVENT + place + " interrupted");
                }
            }
        }
    }

    @TomodachiService("first")
    static class First extends Acting {

        private final CountDownLatch stopping = new CountDownLatch(1);

        @ConfigProperty(name = "work", defaultValue = "1500ms")
        Duration duration;

        @StartService
        void start() {
            act("first start");
        }

        @Blocking
        @StartedService
        Uni<Void> started() {
            return Uni.createFrom().voidItem().invoke(() -> act("first started"));
        }

        @StoppingService
        CompletionStage<Void> stopping() {
            return CompletableFuture.runAsync(() -> {
                stopping.countDown();
                act("first stopping");
            });
        }

        @StopService
        void stop() {
            act("first stop");
        }

        @Heartbeat
        void tick() {
            act("tick");
        }

        @Http.Get("/work")
        String work() throws InterruptedException {
            act("work begun");
            stopping.await();
            // the duration of the work, which goes on when nothing new is taken
            Thread.sleep(duration.toMillis());
            System.out.println(EVENT + "work ended");
            return "worked";
        }
    }

    @TomodachiService("second")
    static class Second extends Acting {

        @StartService
        void start() {
            act("second start");
        }

        @StopService
        void stop() {
            act("second stop");
        }
    }
}
