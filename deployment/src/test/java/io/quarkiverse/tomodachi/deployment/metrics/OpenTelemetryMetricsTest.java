package io.quarkiverse.tomodachi.deployment.metrics;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricExporter;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.runtime.metrics.Metric;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/** Without Micrometer, OpenTelemetry keeps the metrics. */
class OpenTelemetryMetricsTest {

    private static final AttributeKey<String> TRIGGER = AttributeKey.stringKey("trigger");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Measured.class, Exporting.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.otel.metrics.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.otel.metric.export.interval", "100ms");

    @Inject
    InMemoryMetricExporter exporter;

    @Inject
    Measured measured;

    @TestHTTPResource("/")
    URI uri;

    /** As it was exported last. */
    private Optional<MetricData> find(Metric metric) {
        return exporter.getFinishedMetricItems().stream().filter(data -> data.getName().equals(metric.text()))
                .reduce((earlier, later) -> later);
    }

    /** The attributes of all of its series. */
    private List<Attributes> series(Metric metric) {
        return find(metric).stream().flatMap(data -> data.getData().getPoints().stream())
                .<Attributes> map(point -> point.getAttributes()).toList();
    }

    @Test
    void keepsWhatIsMeasured() throws Exception {
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + uri.getAuthority() + "/ws"), new WebSocket.Listener() {
                }).get();
        when().get("/publish").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(series(Metric.HANDLER_DURATION)).anySatisfy(series -> {
                assertThat(series.get(TRIGGER)).isEqualTo("/publish");
                assertThat(series.get(OUTCOME)).isEqualTo("success");
                assertThat(series.get(AttributeKey.stringKey("service"))).isEqualTo("measured");
                assertThat(series.get(AttributeKey.stringKey("transport"))).isEqualTo("http");
                assertThat(series.get(AttributeKey.stringKey("handler"))).isEqualTo(Measured.class.getName() + "#publish()");
            });
            assertThat(series(Metric.MESSAGE_OUTCOMES)).anySatisfy(series -> {
                assertThat(series.get(TRIGGER)).isEqualTo("measured-topic");
                assertThat(series.get(OUTCOME)).isEqualTo("acknowledged");
            });
            for (Metric metric : List.of(Metric.HANDLER_ACTIVE, Metric.HANDLER_PAUSED, Metric.MESSAGE_AGE,
                    Metric.MESSAGE_ATTEMPT,
                    Metric.PUBLISH_DURATION, Metric.PUBLISH_BATCH, Metric.RECEIVE_BATCH, Metric.SCHEDULE_LAG,
                    Metric.SCHEDULE_LAST_CALL, Metric.SCHEDULE_SKIPPED, Metric.WEBSOCKET_CONNECTIONS)) {
                assertThat(find(metric)).as(metric.text()).hasValueSatisfying(data -> {
                    assertThat(data.getUnit()).isEqualTo(metric.unit());
                    assertThat(data.getInstrumentationScopeInfo().getName()).isEqualTo("io.quarkiverse.tomodachi");
                });
            }
            assertThat(find(Metric.SCHEDULE_SKIPPED).orElseThrow().getLongSumData().getPoints()).anySatisfy(point -> {
                assertThat(point.getAttributes().get(AttributeKey.stringKey("handler"))).endsWith("#slow()");
                assertThat(point.getAttributes().get(AttributeKey.stringKey("reason"))).isEqualTo("overlap");
                assertThat(point.getValue()).isPositive();
            });
            assertThat(find(Metric.WEBSOCKET_CONNECTIONS).orElseThrow().getDoubleGaugeData().getPoints())
                    .singleElement().satisfies(point -> assertThat(point.getValue()).isEqualTo(1));
        });
        measured.slow.complete(null);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                find(Metric.WEBSOCKET_CONNECTIONS).orElseThrow().getDoubleGaugeData().getPoints()).singleElement()
                .satisfies(point -> assertThat(point.getValue()).isZero()));
    }

    static class Exporting {

        @Produces
        @Singleton
        InMemoryMetricExporter exporter() {
            return InMemoryMetricExporter.create();
        }
    }

    @TomodachiService("measured")
    static class Measured {

        final CompletableFuture<Void> slow = new CompletableFuture<>();

        @Inject
        AwsSnsSqsPublisher aws;

        @Http.Get("/publish")
        Uni<String> publish() {
            return aws.publish("x", "measured-topic").replaceWith("done");
        }

        @AwsSnsSqs(topic = "measured-topic")
        void fromTopic(String data) {
        }

        @Schedule(interval = "1s")
        void tick() {
        }

        @Schedule(interval = "* * * * * *", overlap = Overlap.SKIP)
        CompletionStage<Void> slow() {
            return slow;
        }

        @Websocket("/ws")
        WebsocketHandlers socket() {
            return WebsocketHandlers.onText(text -> {
            });
        }
    }
}
