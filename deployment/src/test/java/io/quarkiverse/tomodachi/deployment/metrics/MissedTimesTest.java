package io.quarkiverse.tomodachi.deployment.metrics;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.observe.SkipObserver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** What Prometheus is told of times that went by while the timer of the schedules stood still. */
class MissedTimesTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration STANDSTILL = Duration.ofMillis(3_500);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Jobs.class, Standstill.class))
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0");

    @Inject
    Jobs jobs;

    @Inject
    Standstill standstill;

    @AfterEach
    void goOn() {
        standstill.over.countDown();
        jobs.slow.complete(null);
    }

    @Test
    void areCounted() throws InterruptedException {
        assertThat(standstill.begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Instant end = Instant.now().plus(STANDSTILL);
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(end));
        standstill.over.countDown();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(missed()).isGreaterThanOrEqualTo(2));
    }

    private static double missed() {
        String text = when().get("/q/metrics").then().statusCode(200).extract().asString();
        return text.lines().filter(line -> line.startsWith("tomodachi_schedule_skipped_total{"))
                .filter(line -> line.contains("handler=\"" + Jobs.class.getName() + "#tick()\"")
                        && line.contains("reason=\"missed\""))
                .mapToDouble(line -> Double.parseDouble(line.replaceFirst(".* ", ""))).sum();
    }

    @TomodachiService("jobs")
    static class Jobs {

        final CompletableFuture<Void> slow = new CompletableFuture<>();

        @Schedule(interval = "1s")
        void tick() {
        }

        /** Its second time is the one that {@link Standstill} hears of. */
        @Schedule(interval = "* * * * * *", overlap = Overlap.SKIP)
        CompletionStage<Void> slow() {
            return slow;
        }
    }

    /** Keeps the timer of the schedules from its work, once, as if the process stood still. */
    @Singleton
    static class Standstill implements SkipObserver {

        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void skipped(HandlerDescription handler, String trigger, Reason reason, int times) {
            if (reason == Reason.OVERLAP) {
                begun.countDown();
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
