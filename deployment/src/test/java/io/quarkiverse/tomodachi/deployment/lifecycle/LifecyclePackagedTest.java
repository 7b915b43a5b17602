package io.quarkiverse.tomodachi.deployment.lifecycle;

import static io.quarkiverse.tomodachi.deployment.lifecycle.LifecycleServices.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.ConcurrentTests;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkiverse.tomodachi.deployment.lifecycle.LifecycleServices.Acting;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** Start and end of a packaged application, as its process shows them: what is called in which order, and the exit code. */
class LifecyclePackagedTest {

    /** Far less than any limit that would be waited for instead. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(LifecycleServices.class))
            .setApplicationName("packaged-lifecycle").setApplicationVersion("1");

    @ProdBuildResults
    ProdModeTestResults built;

    private PackagedApplication launch(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1"));
        all.addAll(List.of(settings));
        return PackagedApplication.launch(built.getBuiltArtifactPath(), all.toArray(String[]::new));
    }

    private static List<String> events(PackagedApplication application) {
        return application.after(EVENT).stream().filter(event -> !event.equals("tick")).toList();
    }

    private static void assertEnd(PackagedApplication application, int code, String... events) throws InterruptedException {
        int actual = application.awaitOutput(EVENT + "first start").await(SOON);
        assertThat(application.output()).contains("Service first has stopped", "Service second has stopped");
        List<String> all = events(application);
        assertThat(all).as(application.output()).containsExactlyInAnyOrder(events);
        assertThat(all.stream().filter(event -> event.startsWith("first"))).containsExactly(
                List.of(events).stream().filter(event -> event.startsWith("first")).toArray(String[]::new));
        assertThat(actual).as("exit code, " + application.output()).isEqualTo(code);
    }

    private static CompletableFuture<HttpResponse<String>> get(PackagedApplication application, String path) {
        return HttpClient.newBuilder().version(Version.HTTP_1_1).build().sendAsync(
                HttpRequest.newBuilder(URI.create(application.server() + path)).build(), BodyHandlers.ofString());
    }

    @TestFactory
    List<DynamicTest> endsInOrderWhenToldTo() {
        return ConcurrentTests.ofRows(List.of("TERM", "INT"), row -> endsInOrderWhenToldTo(row[0]));
    }

    private void endsInOrderWhenToldTo(String signal) throws Exception {
        try (PackagedApplication application = launch()) {
            application.awaitOutput("Service second is ready").awaitOutput(EVENT + "tick");
            CompletableFuture<HttpResponse<String>> work = get(application, "/work");
            application.awaitOutput("work begun");
            application.signal(signal);

            assertEnd(application, 0, "first start", "second start", "first started", "work begun", "first stopping",
                    "work ended", "first stop", "second stop");
            assertThat(work.get().body()).isEqualTo("worked");
            assertThat(application.output()).contains("Listening on: http://").containsSubsequence("Starting service first (",
                    "second start", "Service first is ready", "Received SIG" + signal, "Service first is stopping",
                    "first stopping", "work ended", "second stop", "Service first has stopped");
            List<String> all = application.after(EVENT);
            assertThat(all.indexOf("tick")).isGreaterThan(all.indexOf("first started"));
            assertThat(all.lastIndexOf("tick")).isLessThan(all.indexOf("work ended"));
        }
    }

    @TestFactory
    List<DynamicTest> endsAtOnceWithTheSecondSignal() {
        return ConcurrentTests.ofRows(List.of("TERM, 143", "INT, 130"),
                row -> endsAtOnceWithTheSecondSignal(row[0], Integer.parseInt(row[1])));
    }

    private void endsAtOnceWithTheSecondSignal(String signal, int code) throws Exception {
        try (PackagedApplication application = launch("work=60s")) {
            application.awaitOutput("Service second is ready");
            get(application, "/work");
            application.awaitOutput("work begun");
            application.signal("TERM");
            application.awaitOutput("Received SIGTERM, the application stops").awaitOutput("first stopping");
            application.signal(signal);

            assertThat(application.await(SOON)).isEqualTo(code);
            assertThat(application.output()).contains("Received SIG" + signal + " while the application was stopping")
                    .doesNotContain("first stop\n", "Service first has stopped");
        }
    }

    @TestFactory
    List<DynamicTest> endsWhenAStartMethodFails() {
        return ConcurrentTests.ofRows(List.of("first start", "second start"), row -> endsWhenAStartMethodFails(row[0]));
    }

    private void endsWhenAStartMethodFails(String place) throws Exception {
        try (PackagedApplication application = launch("fail=" + place)) {
            assertEnd(application, 1, "first start", "second start", "first stopping", "first stop", "second stop");
            assertThat(application.output()).contains(
                    "The application stops: a service could not be started: The START method " + Acting.class.getName()
                            .replace("Acting", place.startsWith("first") ? "First" : "Second") + "#start() failed",
                    "failed in " + place).doesNotContain("Listening on", "is ready");
        }
    }

    @Test
    void endsWhenAStartedMethodFails() throws Exception {
        try (PackagedApplication application = launch("fail=first started")) {
            assertEnd(application, 1, "first start", "second start", "first started", "first stopping", "first stop",
                    "second stop");
            assertThat(application.output()).contains("The application stops: a service could not be started", "failed in")
                    .doesNotContain("is ready", EVENT + "tick");
        }
    }

    @TestFactory
    List<DynamicTest> goesOnWhenAMethodOfTheEndFails() {
        return ConcurrentTests.ofRows(List.of("first stopping", "first stop"), row -> goesOnWhenAMethodOfTheEndFails(row[0]));
    }

    private void goesOnWhenAMethodOfTheEndFails(String place) throws Exception {
        try (PackagedApplication application = launch("fail=" + place)) {
            application.awaitOutput("Service second is ready");
            application.terminate();

            assertEnd(application, 0, "first start", "second start", "first started", "first stopping", "first stop",
                    "second stop");
            assertThat(application.output()).contains("Termination goes on after a failure", "failed in " + place);
        }
    }

    @TestFactory
    List<DynamicTest> limitsMethodsThatHang() {
        return ConcurrentTests.of(2, dynamicTest("start", this::limitsAStartMethodThatHangs),
                dynamicTest("started", this::limitsAStartedMethodThatHangs),
                dynamicTest("stopping", () -> limitsAMethodOfTheEndThatHangs("first stopping")),
                dynamicTest("stop", () -> limitsAMethodOfTheEndThatHangs("first stop")));
    }

    private void limitsAStartMethodThatHangs() throws Exception {
        try (PackagedApplication application = launch("hang=second start", "quarkus.tomodachi.start-timeout=2S",
                "quarkus.tomodachi.termination-grace-period=0.5S")) {
            assertEnd(application, 1, "first start", "second start", "first stopping", "first stop", "second stop",
                    "second start interrupted");
            assertThat(application.output()).contains("Second#start()] have not ended after PT2S");
        }
    }

    private void limitsAStartedMethodThatHangs() throws Exception {
        try (PackagedApplication application = launch("hang=first started", "quarkus.tomodachi.start-timeout=2S",
                "quarkus.tomodachi.termination-grace-period=0.5S")) {
            assertThat(application.awaitOutput(EVENT + "first started").await(SOON)).as(application.output()).isEqualTo(1);
            assertThat(application.output()).contains("First#started()] have not ended after PT2S", "first stop\n");
        }
    }

    private void limitsAMethodOfTheEndThatHangs(String place) throws Exception {
        try (PackagedApplication application = launch("hang=" + place, "quarkus.tomodachi.stopping-timeout=0.5S",
                "quarkus.tomodachi.stop-timeout=0.5S", "quarkus.tomodachi.termination-grace-period=1S")) {
            application.awaitOutput("Service second is ready");
            application.terminate();
            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.output()).contains("have not ended after PT0.5S; the termination goes on",
                    "Service first has stopped");
        }
    }

    @TestFactory
    List<DynamicTest> endsWhenToldToWhileItStarts() {
        return ConcurrentTests.ofRows(List.of("first start", "first started"), row -> endsWhenToldToWhileItStarts(row[0]));
    }

    private void endsWhenToldToWhileItStarts(String place) throws Exception {
        try (PackagedApplication application = launch("hang=" + place, "quarkus.tomodachi.termination-grace-period=0.5S")) {
            application.awaitOutput(EVENT + place);
            application.signal("TERM");

            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.output()).contains("first stopping", "first stop\n", "Service first has stopped")
                    .doesNotContain("is ready", EVENT + "tick", "could not be started");
        }
    }

    @TestFactory
    List<DynamicTest> endsWithTheExitCodeThatItWants() {
        return ConcurrentTests.ofRows(List.of("first start", "first started", "tick", "work begun"),
                row -> endsWithTheExitCodeThatItWants(row[0]));
    }

    private void endsWithTheExitCodeThatItWants(String place) throws Exception {
        try (PackagedApplication application = launch("exit=" + place)) {
            CompletableFuture<HttpResponse<String>> work = null;
            if (place.equals("work begun")) {
                application.awaitOutput("Service second is ready");
                work = get(application, "/work");
            }
            int code = application.awaitOutput(EVENT + place).await(SOON);
            assertThat(application.output()).containsSubsequence("exit(7) was called, the application stops",
                    "first stopping", "first stop\n", "Service second has stopped").doesNotContain("could not be started");
            assertThat(code).isEqualTo(7);
            if (work != null) {
                assertThat(work.get().body()).isEqualTo("worked");
            } else if (!place.equals("tick")) {
                assertThat(application.output()).doesNotContain("is ready");
            }
        }
    }

    @TestFactory
    List<DynamicTest> endsWhenAnOptionIsWrong() {
        return ConcurrentTests.ofRows(
                List.of("quarkus.tomodachi.stop-timeout=-1S, quarkus.tomodachi.stop-timeout is PT-1S; give a duration",
                        "quarkus.tomodachi.start-timeout=soon, quarkus.tomodachi.start-timeout",
                        "quarkus.tomodachi.\"third\".uuid=u, the services are"),
                row -> endsWhenAnOptionIsWrong(row[0], row[1]));
    }

    private void endsWhenAnOptionIsWrong(String setting, String reason) throws Exception {
        try (PackagedApplication application = launch(setting)) {
            assertThat(application.awaitOutput(reason).await(SOON)).as(application.output()).isEqualTo(1);
            assertThat(application.output()).contains(reason).doesNotContain("Listening on", "is ready");
            assertThat(events(application)).isEmpty();
        }
    }

    @Test
    void endsWhenItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                PackagedApplication application = launch("quarkus.http.host=0.0.0.0",
                        "quarkus.http.port=" + taken.getLocalPort())) {
            assertEnd(application, 1, "first start", "second start", "first stopping", "first stop", "second stop");
            assertThat(application.output()).contains("Port " + taken.getLocalPort() + " seems to be in use")
                    .doesNotContain("is ready");
        }
    }
}
