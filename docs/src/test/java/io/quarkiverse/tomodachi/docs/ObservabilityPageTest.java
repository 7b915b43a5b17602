package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.metrics.Metric;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** The page knows all metrics, and no other ones, and the service that it shows has the span that it tells of. */
class ObservabilityPageTest {

    private static final String PAGE = "observability.adoc";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> {
                Samples.addTo(archive, PAGE);
                archive.addClasses(Samples.class, Shop.class, Spans.class);
            })
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms");

    @Inject
    Shop shop;

    @Inject
    InMemorySpanExporter exporter;

    @Test
    void tellsAllMetrics() throws IOException {
        assertThat(Samples.text(PAGE).lines().filter(line -> line.startsWith("|`tomodachi."))
                .map(line -> line.substring(2, line.length() - 1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Metric.values()).map(Metric::text).toList());
    }

    @Test
    void theSampleContinuesTheTraceOfTheMessage() {
        shop.amqp.publishAndAwait("42", "order.reserved");
        List<String> way = List.of("publish amq.topic:order.reserved", "process amq.topic:order.reserved",
                "publish amq.topic:order.paid", "process amq.topic:order.paid");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> way.stream().allMatch(step -> span(step).isPresent()));
        SpanData reserved = span("publish amq.topic:order.reserved").orElseThrow();
        SpanData handled = span("process amq.topic:order.reserved").orElseThrow();
        SpanData paid = span("publish amq.topic:order.paid").orElseThrow();
        assertThat(handled.getAttributes().get(AttributeKey.stringKey("order"))).isEqualTo("42");
        assertThat(handled.getParentSpanId()).isEqualTo(reserved.getSpanId());
        assertThat(paid.getParentSpanId()).isEqualTo(handled.getSpanId());
        assertThat(paid.getTraceId()).isEqualTo(reserved.getTraceId());
    }

    private Optional<SpanData> span(String beginning) {
        return exporter.getFinishedSpanItems().stream().filter(span -> span.getName().startsWith(beginning)).findFirst();
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        AmqpPublisher amqp;

        @Amqp("order.paid")
        void paid(String order) {
        }
    }

    static class Spans {

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }
}
