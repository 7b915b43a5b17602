package io.quarkiverse.tomodachi.deployment.lifecycle;

import static io.quarkiverse.tomodachi.deployment.lifecycle.HostileServices.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.ConcurrentTests;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** A packaged application whose life-cycle methods do the worst: it ends nevertheless, in time and with the right exit code. */
class HostileLifecyclePackagedTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(HostileServices.class))
            .setApplicationName("packaged-hostile").setApplicationVersion("1");

    @ProdBuildResults
    ProdModeTestResults built;

    /** Those whose start does not end have little time for it; others need some, beside the tests of other classes. */
    private PackagedApplication launchDoing(String place, String deed) throws IOException {
        boolean stuck = deed.equals("never") || deed.equals("spin");
        return launch("at." + place + "=" + deed, "quarkus.tomodachi.start-timeout=" + (stuck ? "1S" : "20S"));
    }

    private PackagedApplication launch(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1",
                "quarkus.tomodachi.stopping-timeout=0.5S",
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

    @TestFactory
    List<DynamicTest> endsWhenTheStartGoesWrong() {
        return ConcurrentTests.ofRows(List.of("early, exit, 7",
                "start, exit-and-fail, 7", "start, system-exit, 9", "start, overflow, 1", "start, never, 1", "start, spin, 1",
                "loop, overflow, 1", "loop, never, 1", "loop, spin, 1", "loop, null, 1",
                "started, exit-and-fail, 7", "started, overflow, 1", "started, never, 1",
                "started, spin, 1", "started, null, 1"),
                row -> endsWhenTheStartGoesWrong(row[0], row[1], Integer.parseInt(row[2])));
    }

    private void endsWhenTheStartGoesWrong(String place, String deed, int code) throws Exception {
        try (PackagedApplication application = launchDoing(place, deed)) {
            assertThat(application.awaitOutput(EVENT + place).await(SOON)).as(application.output()).isEqualTo(code);
            assertThat(application.output()).doesNotContain("Service bad is ready");
            if (!deed.equals("system-exit") && !place.equals("early")) {
                assertStopped(application, deed.equals("spin") && !place.equals("start"));
            }
        }
    }

    @TestFactory
    List<DynamicTest> endsWithTheCodeOfWhoAskedFirstWhateverMethodsOfTheEndDo() {
        return ConcurrentTests.ofRows(List.of("stopping, exit", "stopping, exit-and-fail", "stopping, overflow",
                "stopping, never", "stopping, spin", "stopping, null", "stop, exit", "stop, overflow", "stop, never",
                "stop, spin", "stop, null"), row -> endsWithTheCodeOfWhoAskedFirst(row[0], row[1]));
    }

    private void endsWithTheCodeOfWhoAskedFirst(String place, String deed) throws Exception {
        try (PackagedApplication application = launch("at." + place + "=" + deed)) {
            application.awaitOutput("Service bad is ready");
            application.terminate();
            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertStopped(application, deed.equals("spin"));
        }
    }

    @TestFactory
    List<DynamicTest> endsInOrderHoweverTheApplicationEndsItself() {
        return ConcurrentTests.ofRows(List.of("/exit, 7", "/system-exit, 9"),
                row -> endsInOrder(row[0], Integer.parseInt(row[1])));
    }

    private void endsInOrder(String path, int code) throws Exception {
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
    @TestFactory
    List<DynamicTest> endsWhenAServiceCannotBeCreated() {
        return ConcurrentTests.ofRows(List.of("exit-and-fail, 7, exit(7) was called",
                "fail, 1, Service unmade could not be created: java.lang.IllegalStateException: failed at constructor",
                "overflow, 1, Service unmade could not be created: java.lang.StackOverflowError",
                "spin, 1, Service unmade has not been created after PT1S"),
                row -> endsWhenAServiceCannotBeCreated(row[0], Integer.parseInt(row[1]), row[2]));
    }

    private void endsWhenAServiceCannotBeCreated(String deed, int code, String reason) throws Exception {
        try (PackagedApplication application = launchDoing("constructor", deed)) {
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
    @TestFactory
    List<DynamicTest> doesNotWaitForSchedulesForLong() {
        return ConcurrentTests.ofRows(List.of("never", "spin"), row -> doesNotWaitForSchedulesForLong(row[0]));
    }

    private void doesNotWaitForSchedulesForLong(String deed) throws Exception {
        try (PackagedApplication application = launch("at.schedule=" + deed)) {
            application.awaitOutput("Service bad is ready").awaitOutput(EVENT + "schedule");
            application.terminate();
            assertThat(application.await(SOON)).as(application.output()).isZero();
            assertThat(application.output()).contains("1 handlers are still running after");
            assertStopped(application, false);
        }
    }

    /** Its own time is over; that of handlers is not for it. */
    @TestFactory
    List<DynamicTest> isNotHeldUpAgainByAMethodThatHangs() {
        return ConcurrentTests.ofRows(List.of("start, 1", "started, 1", "stopping, 0"),
                row -> isNotHeldUpAgain(row[0], Integer.parseInt(row[1])));
    }

    private void isNotHeldUpAgain(String place, int code) throws Exception {
        try (PackagedApplication application = launch("at." + place + "=never", "quarkus.tomodachi.start-timeout=3S",
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

    @TestFactory
    List<DynamicTest> endsAtOnceWithTheSecondSignalWhileAMethodHangs() {
        return ConcurrentTests.ofRows(List.of("start", "started", "stopping", "stop"), row -> endsAtOnce(row[0]));
    }

    private void endsAtOnce(String place) throws Exception {
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
