package io.quarkiverse.tomodachi.deployment.metrics;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.Schedules;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/** What Prometheus is told, by way of Micrometer. */
class MetricsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String HANDLER = "handler=\"" + Measured.class.getName() + "#";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Measured.class, Locks.class))
            .setForcedDependencies(List.of(
                    Dependency.of("io.quarkus", "quarkus-micrometer-registry-prometheus", Version.getVersion()),
                    Dependency.of("net.javacrumbs.shedlock", "shedlock-core",
                            System.getProperty("tomodachi.test.shedlock.version"))))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "200MS");

    @Inject
    Measured measured;

    @Inject
    Schedules schedules;

    @TestHTTPResource("/")
    URI uri;

    private static List<String> series(String name, String... labels) {
        String text = when().get("/q/metrics").then().statusCode(200).extract().asString();
        return text.lines().filter(line -> line.startsWith(name + "{")).filter(line -> List.of(labels).stream()
                .allMatch(line::contains)).toList();
    }

    private static double value(String name, String... labels) {
        List<String> found = series(name, labels);
        assertThat(found).as("series of " + name).hasSizeLessThan(2);
        return found.isEmpty() ? Double.NaN : Double.parseDouble(found.get(0).replaceFirst(".* ", ""));
    }

    @Test
    void measuresRequestsByTheirPattern() {
        when().get("/items/1").then().statusCode(200);
        when().get("/items/2").then().statusCode(200);
        when().get("/items/none").then().statusCode(404);
        assertThat(value("tomodachi_handler_duration_seconds_count", HANDLER + "item(String)\"", "service=\"measured\"",
                "transport=\"http\"", "trigger=\"/items/(?<id>[^/]+)\"", "outcome=\"success\"")).isEqualTo(2);
        assertThat(value("tomodachi_handler_duration_seconds_count", HANDLER + "item(String)\"", "outcome=\"refused\""))
                .isEqualTo(1);
        assertThat(value("tomodachi_handler_active", HANDLER + "item(String)\"")).isZero();
        await().untilAsserted(() -> assertThat(value("http_server_requests_seconds_count", "uri=\"/items/(?<id>[^/]+)\"",
                "status=\"200\"")).isEqualTo(2));
        assertThat(series("http_server_requests_seconds_count", "uri=\"/items/1\"")).isEmpty();
    }

    @Test
    void measuresMessagesAndPublishes() {
        measured.aws.publishAndAwait("x", "measured-topic");
        await().atMost(Duration.ofSeconds(30)).until(() -> measured.done.get() == 1);
        await().untilAsserted(() -> {
            assertThat(value("tomodachi_message_outcomes_total", "trigger=\"measured.key\"", "outcome=\"retried\""))
                    .isEqualTo(1);
            assertThat(value("tomodachi_message_outcomes_total", "trigger=\"measured.key\"", "outcome=\"acknowledged\""))
                    .isEqualTo(1);
        });
        assertThat(value("tomodachi_message_outcomes_total", "trigger=\"measured-topic\"", "outcome=\"acknowledged\""))
                .isEqualTo(1);
        assertThat(value("tomodachi_handler_duration_seconds_count", "trigger=\"measured.key\"", "outcome=\"failure\""))
                .isEqualTo(1);
        assertThat(value("tomodachi_message_age_seconds_count", "trigger=\"measured-topic\"")).isEqualTo(1);
        assertThat(value("tomodachi_message_attempt_count", "trigger=\"measured.key\"")).isEqualTo(2);
        assertThat(value("tomodachi_message_attempt_max", "trigger=\"measured.key\"")).isEqualTo(2);
        assertThat(value("tomodachi_message_attempt_max", "trigger=\"measured-topic\"")).isEqualTo(1);
        assertThat(value("tomodachi_publish_batch_sum", "transport=\"aws-sns-sqs\"", "destination=\"measured-topic\""))
                .isEqualTo(1);
        assertThat(value("tomodachi_receive_batch_sum", "transport=\"aws-sns-sqs\"")).isEqualTo(1);
        assertThat(value("tomodachi_receive_batch_count", "transport=\"aws-sns-sqs\"")).as("without empty ones").isEqualTo(1);
        assertThat(value("tomodachi_publish_duration_seconds_count", "transport=\"amqp\"", "destination=\"amq.topic\"",
                "outcome=\"success\"")).isEqualTo(1);
        assertThat(value("tomodachi_publish_duration_seconds_count", "transport=\"aws-sns-sqs\"",
                "destination=\"measured-topic\"", "outcome=\"success\"")).isEqualTo(1);
    }

    @Test
    void tellsWhichHandlersArePaused() {
        assertThat(value("tomodachi_handler_paused", HANDLER + "never(String)\"", "service=\"measured\"", "transport=\"amqp\""))
                .as("before its first call").isEqualTo(1);
        for (String transport : List.of("amqp", "aws-sns-sqs")) {
            String[] labels = { HANDLER + "both(String)\"", "transport=\"" + transport + "\"" };
            assertThat(value("tomodachi_handler_paused", labels)).isZero();
            measured.tomodachi.service("measured").pausableHandler("both").pause().await().atMost(LIMIT);
            assertThat(value("tomodachi_handler_paused", labels)).isEqualTo(1);
            measured.tomodachi.service("measured").pausableHandler("both").resume().await().atMost(LIMIT);
            assertThat(value("tomodachi_handler_paused", labels)).isZero();
        }
        assertThat(series("tomodachi_handler_paused", "transport=\"http\"")).isEmpty();
    }

    @Test
    void measuresSchedulesAndConnections() throws Exception {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(value("tomodachi_schedule_lag_seconds_count", "trigger=\"1s\"")).isGreaterThan(0));
        assertThat(value("tomodachi_schedule_last_call_seconds", "trigger=\"1s\""))
                .isCloseTo(System.currentTimeMillis() / 1000.0, offset(60.0));
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + uri.getAuthority() + "/ws"), new WebSocket.Listener() {
                }).get();
        await().untilAsserted(() -> assertThat(value("tomodachi_websocket_connections", "trigger=\"/ws\"")).isEqualTo(1));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
        await().untilAsserted(() -> assertThat(value("tomodachi_websocket_connections", "trigger=\"/ws\"")).isZero());
    }

    @Test
    void countsTimesAtWhichNothingIsCalled() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                value("tomodachi_schedule_skipped_total", HANDLER + "slow()\"", "service=\"measured\"",
                        "transport=\"schedule\"", "trigger=\"* * * * * *\"", "reason=\"overlap\""))
                .isGreaterThanOrEqualTo(1));
        assertThat(series("tomodachi_schedule_skipped_total", "trigger=\"1s\"", "reason=\"overlap\"")).isEmpty();
        measured.slow.complete(null);
        for (String method : List.of("ofAnother()", "ofNobody()")) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(value("tomodachi_schedule_skipped_total",
                    HANDLER + method, "reason=\"cluster\"")).as(method).isGreaterThanOrEqualTo(1));
        }
        assertThat(measured.calledWithoutLock.get()).isZero();
        assertThat(series("tomodachi_handler_duration_seconds_count", "trigger=\"30s\"")).isEmpty();
    }

    @Test
    void callsThatWereNotPlannedAreNotLate() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                value("tomodachi_handler_duration_seconds_count", HANDLER + "atOnce()\"", "outcome=\"success\"")).isEqualTo(1));
        assertThat(schedules.trigger("schedule-measured-at-once").await().atMost(Duration.ofSeconds(30))).isTrue();
        assertThat(value("tomodachi_handler_duration_seconds_count", HANDLER + "atOnce()\"", "outcome=\"success\""))
                .isEqualTo(2);
        assertThat(value("tomodachi_schedule_lag_seconds_count", HANDLER + "atOnce()\"")).isZero();
        assertThat(value("tomodachi_schedule_last_call_seconds", HANDLER + "atOnce()\"")).isPositive();
    }

    @TomodachiService("measured")
    static class Measured {

        final AtomicInteger done = new AtomicInteger();
        final AtomicInteger attempts = new AtomicInteger();
        final AtomicInteger calledWithoutLock = new AtomicInteger();
        final CompletableFuture<Void> slow = new CompletableFuture<>();

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        @Inject
        Tomodachi tomodachi;

        @StartService
        void begin() {
            tomodachi.service("measured").pausableHandler("never").pause();
        }

        @Amqp("measured.never")
        void never(String data) {
        }

        @Amqp("measured.both.one")
        @Amqp("measured.both.other")
        @AwsSnsSqs(topic = "measured-both")
        void both(String data) {
        }

        @Http.Get("/items/(?<id>[^/]+)")
        String item(String id) {
            if (id.equals("none")) {
                throw new HttpException(404);
            }
            return id;
        }

        @AwsSnsSqs(topic = "measured-topic")
        void fromTopic(String data) {
            amqp.publishAndAwait(data, "measured.key");
        }

        @Amqp("measured.key")
        void fromExchange(String data) {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
            }
            done.incrementAndGet();
        }

        @Schedule(interval = "1s")
        void tick() {
        }

        @Schedule(interval = "* * * * * *", overlap = Overlap.SKIP)
        CompletionStage<Void> slow() {
            return slow;
        }

        @Schedule(interval = "0 0 1 1 *", immediately = true)
        void atOnce() {
        }

        @Schedule(interval = "30s", immediately = true, cluster = true, lockName = "of another")
        void ofAnother() {
            calledWithoutLock.incrementAndGet();
        }

        @Schedule(interval = "30s", immediately = true, cluster = true, lockName = "broken")
        void ofNobody() {
            calledWithoutLock.incrementAndGet();
        }

        @Websocket("/ws")
        WebsocketHandlers socket() {
            return WebsocketHandlers.onText(text -> {
            });
        }
    }

    /** No lock can be had here, for one reason or another. */
    @Singleton
    static class Locks implements LockProvider {

        @Override
        public Optional<SimpleLock> lock(LockConfiguration lock) {
            if (lock.getName().equals("broken")) {
                throw new IllegalStateException("no connection");
            }
            return Optional.empty();
        }
    }
}
