package io.quarkiverse.tomodachi.deployment.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** While Quarkus delays the termination, all goes on, except that the application tells that it is to get no new work. */
class ShutdownDelayPackagedTest {

    private static final String EVENT = "EVENT ";
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest().withApplicationRoot(root -> root.addClasses(Delayed.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .setApplicationName("packaged-delayed").setApplicationVersion("1")
            .overrideConfigKey("quarkus.shutdown.delay-enabled", "true");

    @TomodachiService("delayed")
    static class Delayed {

        private static void note(String event) {
            System.out.println(EVENT + event);
        }

        @StartService
        void start() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> note("hook of the JVM")));
        }

        @StoppingService
        void stopping() {
            note("stopping");
        }

        @StopService
        void stop() {
            note("stop");
        }

        @Heartbeat
        void tick() {
            note("tick");
        }

        @Http.Get("/work")
        String work() {
            return "worked";
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    private PackagedApplication launch(String delay) throws IOException {
        return PackagedApplication.launch(built.getBuiltArtifactPath(), "quarkus.http.port=0", "quarkus.http.host=127.0.0.1",
                "quarkus.shutdown.delay=" + delay);
    }

    /** On a connection of its own. */
    private static HttpResponse<String> get(PackagedApplication application, String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(application.server() + path)).build(),
                BodyHandlers.ofString());
    }

    private static long ticks(PackagedApplication application) {
        return application.after(EVENT).stream().filter("tick"::equals).count();
    }

    /** The delay is longer than anybody waits here; the second signal ends it. */
    @Test
    void isNotReadyButWorksAsBefore() throws Exception {
        try (PackagedApplication application = launch("600S")) {
            application.awaitOutput("Service delayed is ready");
            assertThat(get(application, "/q/health/ready").statusCode()).isEqualTo(200);
            application.signal("TERM");
            application.awaitOutput("Received SIGTERM, the application stops");

            await().atMost(SOON).untilAsserted(
                    () -> assertThat(get(application, "/q/health/ready").statusCode()).isEqualTo(503));
            assertThat(get(application, "/q/health/ready").body()).contains("Tomodachi services", "terminating");
            assertThat(get(application, "/q/health/live").statusCode()).isEqualTo(200);
            assertThat(get(application, "/work").body()).isEqualTo("worked");
            long ticks = ticks(application);
            await().atMost(SOON).until(() -> ticks(application) >= ticks + 2);
            assertThat(get(application, "/work").statusCode()).isEqualTo(200);
            assertThat(application.after(EVENT)).containsOnly("tick");
            assertThat(application.output()).doesNotContain("Service delayed is stopping");

            application.signal("TERM");
            assertThat(application.await(SOON)).isEqualTo(143);
        }
    }

    /** What they end, such as databases, is still in use before. */
    @Test
    void hooksOfTheJvmComeLast() throws Exception {
        try (PackagedApplication application = launch("1S")) {
            application.awaitOutput("Service delayed is ready");
            application.terminate();

            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.after(EVENT).stream().filter(event -> !event.equals("tick"))).containsExactly("stopping",
                    "stop", "hook of the JVM");
        }
    }
}
