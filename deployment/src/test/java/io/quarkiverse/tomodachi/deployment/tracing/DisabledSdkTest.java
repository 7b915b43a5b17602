package io.quarkiverse.tomodachi.deployment.tracing;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.runtime.observe.PublishObservers;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** With {@code quarkus.otel.sdk.disabled} everything works, without traces. */
class DisabledSdkTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Untraced.class, RecordedSpans.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms")
            .overrideConfigKey("quarkus.otel.metrics.enabled", "true")
            .overrideConfigKey("quarkus.otel.sdk.disabled", "true");

    @Inject
    InMemorySpanExporter exporter;

    @Inject
    PublishObservers observers;

    @Inject
    Untraced untraced;

    @Test
    void handlesMessagesWithoutSpans() {
        when().get("/begin").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> untraced.attributes.size() == 1 && !untraced.valid.isEmpty());
        assertThat(untraced.attributes.get(0)).containsOnlyKeys("own");
        assertThat(untraced.valid).containsOnly(false);
        assertThat(exporter.getFinishedSpanItems()).isEmpty();
        assertThat(observers.begin(() -> null).fields()).isEmpty();
    }

    @TomodachiService("untraced")
    static class Untraced {

        final List<Boolean> valid = new CopyOnWriteArrayList<>();
        final List<Map<String, Object>> attributes = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher amqp;

        @Inject
        AwsSnsSqsPublisher aws;

        @Http.Get("/begin")
        Uni<String> begin() {
            return amqp.publish("x", "untraced.key").replaceWith("begun");
        }

        @Amqp("untraced.key")
        void fromExchange(String data) {
            valid.add(Span.current().getSpanContext().isValid());
            aws.publishAndAwait(data, "untraced-topic", io.quarkiverse.tomodachi.Publish.attribute("own", "mine"));
        }

        @AwsSnsSqs(topic = "untraced-topic")
        void fromTopic(String data, Map<String, Object> messageAttributes) {
            attributes.add(messageAttributes);
        }

        @Schedule(interval = "1s")
        void tick() {
            valid.add(Span.current().getSpanContext().isValid());
        }
    }
}
