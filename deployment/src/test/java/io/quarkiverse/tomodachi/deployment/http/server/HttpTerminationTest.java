package io.quarkiverse.tomodachi.deployment.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkiverse.tomodachi.deployment.clients.RawConnection;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientRequest;

/** The packaged application, a process of its own, is told to terminate while it works. */
class HttpTerminationTest {

    /** Far less than the default of any period that could be waited for instead. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Working.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .setApplicationName("terminated").setApplicationVersion("1");

    private static final String BEGUN = "GET /begun HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @TomodachiService("working")
    static class Working {

        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch released = new CountDownLatch(1);
        private final CompletableFuture<String> stopping = new CompletableFuture<>();

        @Http.Get("/blocked")
        String blocked() throws InterruptedException {
            begun.incrementAndGet();
            released.await();
            return "released";
        }

        @Http.Get("/deaf")
        String deaf() {
            begun.incrementAndGet();
            while (released.getCount() > 0) {
                LockSupport.park();
                Thread.interrupted();
            }
            return "released";
        }

        @Http.Get("/pending")
        Uni<String> pending() {
            return Uni.createFrom().nothing();
        }

        @Http.Get("/endless")
        Multi<String> endless() {
            return Multi.createFrom().ticks().every(Duration.ofMillis(10)).onOverflow().drop().map(tick -> "tick ");
        }

        @Http.Get("/ending")
        Multi<String> ending() {
            Multi<String> end = Uni.createFrom().completionStage(stopping)
                    // the duration of the work, which goes on while connections are closed
                    .onItem().delayIt().by(Duration.ofMillis(300)).toMulti();
            return Multi.createBy().concatenating().streams(Multi.createFrom().item("begun "), end);
        }

        @Http.Get("/begun")
        int begun() {
            return begun.get();
        }

        @Http.Get("/release")
        void release() {
            released.countDown();
        }

        @StoppingService
        void stopping() {
            stopping.complete("ended");
        }
    }

    @ProdBuildResults
    ProdModeTestResults built;

    private PackagedApplication start(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("quarkus.http.port=0", "quarkus.http.host=127.0.0.1", "quarkus.tomodachi.http.access-log=false"));
        return PackagedApplication.start(built.getBuiltArtifactPath(), all.toArray(String[]::new));
    }

    @Test
    void letsWorkEnd() throws Exception {
        try (PackagedApplication application = start();
                RawConnection stream = RawConnection.open(application.server());
                Http2Client client = new Http2Client(application.server())) {
            assertThat(stream.get("/ending").upTo("begun ")).startsWith("HTTP/1.1 200");
            CompletableFuture<String> multiplexed = client.get("/ending");
            client.awaitText("begun ");

            application.terminate();

            assertThat(stream.rest()).contains("ended").endsWith("0\r\n\r\n");
            assertThat(multiplexed.get(20, TimeUnit.SECONDS)).isEqualTo("200 begun ended");
            assertThat(client.goneAway().get(20, TimeUnit.SECONDS)).isZero();
            assertThat(application.await(SOON)).isZero();
            assertThat(application.output()).doesNotContain("by force", "still running");
        }
    }

    @Test
    void tellsProbesWhileWorkEnds() throws Exception {
        try (PackagedApplication application = start();
                RawConnection work = RawConnection.open(application.server());
                RawConnection probe = RawConnection.open(application.server());
                RawConnection release = RawConnection.open(application.server())) {
            work.get("/blocked");
            assertThat(probe.get("/q/health/ready").upTo("\n}")).startsWith("HTTP/1.1 200");

            application.terminate();

            String answer = await().pollInterval(Duration.ofMillis(5))
                    .until(() -> probe.get("/q/health/ready").upTo("\n}"), each -> !each.startsWith("HTTP/1.1 200"));
            assertThat(answer).startsWith("HTTP/1.1 503").contains("terminating");
            assertThat(application.isRunning()).isTrue();
            assertThat(release.get("/release").head()).startsWith("HTTP/1.1 200");
            assertThat(work.rest()).startsWith("HTTP/1.1 200").endsWith("released");
            assertThat(application.await(SOON)).isZero();
        }
    }

    @Test
    void answersConnectionsThatWereNotUsedBefore() throws Exception {
        try (PackagedApplication application = start();
                RawConnection work = RawConnection.open(application.server());
                RawConnection plain = RawConnection.open(application.server());
                Http2Client multiplexing = new Http2Client(application.server())) {
            HttpClientRequest release = multiplexing.prepare("/release");
            work.get("/blocked");
            await().until(() -> RawConnection.exchange(application.server(), BEGUN).endsWith("1"));

            application.terminate();

            await().until(() -> !isListening(application.server()));
            assertThat(plain.get("/begun").rest()).startsWith("HTTP/1.1 200").containsIgnoringCase("connection: close")
                    .endsWith("1");
            assertThat(multiplexing.send(release).get(20, TimeUnit.SECONDS)).isEqualTo("200 ");
            assertThat(multiplexing.goneAway().get(20, TimeUnit.SECONDS)).isZero();
            assertThat(work.rest()).endsWith("released");
            assertThat(application.await(SOON)).isZero();
            assertThat(application.output()).doesNotContain("by force", "still running");
        }
    }

    private static boolean isListening(URI server) throws IOException {
        try (RawConnection connection = RawConnection.open(server)) {
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void cutsOffWorkThatNeverEnds() throws Exception {
        assertIsCutOff("quarkus.tomodachi.termination-grace-period=1S");
    }

    @Test
    void waitsForNothingWhereThePeriodIsZero() throws Exception {
        assertIsCutOff("quarkus.tomodachi.termination-grace-period=0S");
    }

    @Test
    void waitsForRequestsForAPeriodOfTheirOwn() throws Exception {
        assertIsCutOff("quarkus.tomodachi.http.termination-grace-period=0S");
    }

    private void assertIsCutOff(String setting) throws Exception {
        try (PackagedApplication application = start(setting);
                RawConnection blocked = RawConnection.open(application.server());
                RawConnection deaf = RawConnection.open(application.server());
                RawConnection pending = RawConnection.open(application.server());
                RawConnection stream = RawConnection.open(application.server());
                Http2Client client = new Http2Client(application.server())) {
            blocked.get("/blocked");
            deaf.get("/deaf");
            pending.get("/pending");
            stream.get("/endless").upTo("tick ");
            CompletableFuture<String> multiplexed = client.get("/endless");
            client.awaitText("tick ");
            await().until(() -> RawConnection.exchange(application.server(), BEGUN).endsWith("2"));

            application.terminate();

            assertThat(blocked.rest()).isEmpty();
            assertThat(deaf.rest()).isEmpty();
            assertThat(pending.rest()).isEmpty();
            assertThat(stream.rest()).doesNotEndWith("0\r\n\r\n");
            assertThat(multiplexed).failsWithin(SOON);
            assertThat(application.await(SOON)).isZero();
            assertThat(application.output()).contains("connections are closed by force");
        }
    }
}
