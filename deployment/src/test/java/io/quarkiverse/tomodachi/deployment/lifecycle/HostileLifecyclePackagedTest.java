package io.quarkiverse.tomodachi.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.mutiny.Uni;

/** A packaged application whose life-cycle methods do the worst: it ends nevertheless, in time and with the right exit code. */
class HostileLifecyclePackagedTest {

    private static final String EVENT = "EVENT ";
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Hostile.class, Early.class, Bad.class, Unmade.class, Other.class))
            .setApplicationName("packaged-hostile").setApplicationVersion("1");

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

    @ProdBuildResults
    ProdModeTestResults built;

    private PackagedApplication launch(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1",
                "quarkus.tomodachi.start-timeout=1S", "quarkus.tomodachi.stopping-timeout=0.5S",
                "quarkus.tomodachi.stop-timeout=0.5S", "quarkus.tomodachi.termination-grace-period=1S"));
        all.addAll(List.of(settings));
        return PackagedApplication.launch(built.getBuiltArtifactPath(), all.toArray(String[]::new));
    }

    /** @param stuck whether an event loop is never left: what is to be called there is not */
    private static void assertStopped(PackagedApplication application, boolean stuck) {
        assertThat(application.output()).contains(EVENT + "other stop", "Service bad has stopped", "Service other has stopped");
        if (!stuck) {
            assertThat(application.output()).contains(EVENT + "stopping", EVENT + "stop\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
            "early, exit, 7",
            "start, exit-and-fail, 7", "start, system-exit, 9", "start, overflow, 1", "start, never, 1", "start, spin, 1",
            "loop, overflow, 1", "loop, never, 1", "loop, spin, 1", "loop, null, 1",
            "started, exit-and-fail, 7", "started, overflow, 1", "started, never, 1",
            "started, spin, 1", "started, null, 1" })
    void endsWhenTheStartGoesWrong(String place, String deed, int code) throws Exception {
        try (PackagedApplication application = launch("at." + place + "=" + deed)) {
            assertThat(application.awaitOutput(EVENT + place).await(SOON)).as(application.output()).isEqualTo(code);
            assertThat(application.output()).doesNotContain("Service bad is ready");
            if (!deed.equals("system-exit") && !place.equals("early")) {
                assertStopped(application, deed.equals("spin") && !place.equals("start"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "stopping, exit", "stopping, exit-and-fail", "stopping, overflow", "stopping, never", "stopping, spin",
            "stopping, null", "stop, exit", "stop, overflow", "stop, never", "stop, spin", "stop, null" })
    void endsWithTheCodeOfWhoAskedFirstWhateverMethodsOfTheEndDo(String place, String deed) throws Exception {
        try (PackagedApplication application = launch("at." + place + "=" + deed)) {
            application.awaitOutput("Service bad is ready");
            application.terminate();
            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertStopped(application, deed.equals("spin"));
        }
    }

    @ParameterizedTest
    @CsvSource({ "/exit, 7", "/system-exit, 9" })
    void endsInOrderHoweverTheApplicationEndsItself(String path, int code) throws Exception {
        try (PackagedApplication application = launch()) {
            application.awaitOutput("Service bad is ready");
            HttpClient.newHttpClient().sendAsync(HttpRequest.newBuilder(URI.create(application.server() + path)).build(),
                    BodyHandlers.ofString());
            assertThat(application.await(SOON)).as(application.output()).isEqualTo(code);
            assertThat(application.output()).containsSubsequence(EVENT + "stopping", EVENT + "stop\n",
                    "Service bad has stopped");
        }
    }

    /** Not only once somebody calls it. */
    @ParameterizedTest
    @CsvSource({ "exit-and-fail, 7, exit(7) was called",
            "fail, 1, Service unmade could not be created: java.lang.IllegalStateException: failed at constructor",
            "overflow, 1, Service unmade could not be created: java.lang.StackOverflowError",
            "spin, 1, Service unmade has not been created after PT1S" })
    void endsWhenAServiceCannotBeCreated(String deed, int code, String reason) throws Exception {
        try (PackagedApplication application = launch("at.constructor=" + deed)) {
            assertThat(application.awaitOutput(EVENT + "constructor").await(SOON)).as(application.output()).isEqualTo(code);
            assertThat(application.output()).contains(reason, EVENT + "other stop",
                    "Service bad has stopped").doesNotContain("Listening on", " is ready", EVENT + "start");
        }
    }

    /** The event loop waits for the end of the JVM, and that for the event loop: nobody is left who knows the exit code. */
    @Test
    void endsWhenTheJvmIsToldToExitOnAnEventLoop() throws Exception {
        try (PackagedApplication application = launch("at.started=system-exit")) {
            assertThat(application.awaitOutput(EVENT + "started").await(SOON)).as(application.output()).isNotZero();
            assertThat(application.output()).contains("The HTTP server does not close");
            assertStopped(application, true);
        }
    }

    /** Nobody waits for the outcome of a schedule. */
    @ParameterizedTest
    @ValueSource(strings = { "never", "spin" })
    void doesNotWaitForSchedulesForLong(String deed) throws Exception {
        try (PackagedApplication application = launch("at.schedule=" + deed)) {
            application.awaitOutput("Service bad is ready").awaitOutput(EVENT + "schedule");
            application.terminate();
            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.output()).contains("1 handlers are still running after");
            assertStopped(application, false);
        }
    }

    /** Its own time is over; that of handlers is not for it. */
    @ParameterizedTest
    @CsvSource({ "start, 1", "started, 1", "stopping, 0" })
    void isNotHeldUpAgainByAMethodThatHangs(String place, int code) throws Exception {
        try (PackagedApplication application = launch("at." + place + "=never",
                "quarkus.tomodachi.termination-grace-period=60S")) {
            if (place.equals("stopping")) {
                application.awaitOutput("Service bad is ready");
                application.terminate();
            }
            assertThat(application.awaitOutput(EVENT + place).await(SOON)).as(application.output()).isEqualTo(code);
            assertThat(application.output()).contains("have not ended after").doesNotContain("handlers are still running");
            assertStopped(application, false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "start", "started", "stopping", "stop" })
    void endsAtOnceWithTheSecondSignalWhileAMethodHangs(String place) throws Exception {
        try (PackagedApplication application = launch("at." + place + "=spin", "quarkus.tomodachi.start-timeout=0",
                "quarkus.tomodachi.stopping-timeout=60S", "quarkus.tomodachi.stop-timeout=60S",
                "quarkus.tomodachi.termination-grace-period=60S")) {
            boolean end = place.startsWith("stop");
            application.awaitOutput(end ? "Service bad is ready" : EVENT + place);
            application.signal("TERM");
            application.awaitOutput("Received SIGTERM, the application stops");
            if (end) {
                application.awaitOutput(EVENT + place);
            }
            application.signal("TERM");
            assertThat(application.await(SOON)).as(application.output()).isEqualTo(143);
        }
    }

    @Test
    void tellsOfAllServicesThatFail() throws Exception {
        try (PackagedApplication application = launch("at.start=fail", "at.other=fail")) {
            assertThat(application.awaitOutput(EVENT + "start").await(SOON)).isEqualTo(1);
            assertThat(application.output()).contains("failed at start", "failed at other", EVENT + "stop\n",
                    EVENT + "other stop", "Service bad has stopped", "Service other has stopped")
                    .doesNotContain("Listening on");
        }
    }
}
