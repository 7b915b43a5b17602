package io.quarkiverse.tomodachi.deployment.tracing;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.deployment.tracing.TracedService.EmptyReceives;
import io.quarkiverse.tomodachi.deployment.tracing.TracedService.Traced;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** One trace leads through HTTP, AMQP, SNS and SQS, whatever threads handlers run on. */
class TracingTest {

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("tomodachi.message.outcome");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<String> FUNCTION = AttributeKey.stringKey("code.function.name");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(TracedService.class, RecordedSpans.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-opentelemetry", Version.getVersion())))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.tomodachi.devservices.mode", "embedded")
            .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms")
            .overrideConfigKey("quarkus.sqs.interceptors", EmptyReceives.class.getName())
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "200MS");

    @Inject
    InMemorySpanExporter exporter;

    @Inject
    Traced traced;

    @BeforeEach
    void forget() {
        exporter.reset();
    }

    /** All but those of the schedule. */
    private List<SpanData> spans() {
        return exporter.getFinishedSpanItems().stream().filter(span -> span.getKind() != SpanKind.INTERNAL).toList();
    }

    private List<SpanData> spans(String traceId) {
        return exporter.getFinishedSpanItems().stream().filter(span -> span.getTraceId().equals(traceId)).toList();
    }

    private static SpanData named(List<SpanData> spans, String name) {
        List<SpanData> found = spans.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(found).as(name + " in " + spans.stream().map(SpanData::getName).toList()).hasSize(1);
        return found.get(0);
    }

    @Test
    void leadsOneTraceThroughAllTransports() {
        when().get("/begin/42").then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> traced.traces.size() == 5);
        assertThat(traced.traces).doesNotContain("00000000000000000000000000000000");
        assertThat(traced.traces.stream().distinct()).hasSize(1);
        String trace = traced.traces.get(0);
        await().until(() -> spans(trace).size() == 9);

        List<SpanData> spans = spans(trace);
        SpanData server = spans.stream().filter(span -> span.getKind() == SpanKind.SERVER).findFirst().orElseThrow();
        assertThat(server.getName()).isEqualTo("GET /begin/(?<id>[^/]+)");
        assertThat(server.getAttributes().get(ROUTE)).isEqualTo("/begin/(?<id>[^/]+)");
        assertThat(server.getAttributes().get(FUNCTION)).isEqualTo(Traced.class.getName() + ".begin");
        List<String> way = List.of("publish amq.topic:trace.worker", "process amq.topic:trace.worker:",
                "publish trace-topic", "process ", "send trace-queue", "process trace-queue",
                "publish amq.topic:trace.virtual", "process amq.topic:trace.virtual:");
        SpanData parent = server;
        for (String step : way) {
            String parentId = parent.getSpanId();
            List<SpanData> children = spans.stream().filter(span -> span.getParentSpanId().equals(parentId)).toList();
            assertThat(children).as("children of " + parent.getName()).hasSize(1);
            parent = children.get(0);
            assertThat(parent.getName()).startsWith(step);
            boolean sent = !step.startsWith("process");
            assertThat(parent.getKind()).isEqualTo(sent ? SpanKind.PRODUCER : SpanKind.CONSUMER);
            assertThat(parent.getAttributes().get(OUTCOME)).isEqualTo(sent ? null : "acknowledged");
            assertThat(parent.getAttributes().get(SYSTEM)).isIn("rabbitmq", "aws.sns", "aws_sqs");
            assertDescribed(parent, sent ? "send" : "process");
        }
    }

    /** By the semantic conventions: the name is made of the operation and the destination. */
    private static void assertDescribed(SpanData span, String type) {
        Attributes attributes = span.getAttributes();
        String operation = attributes.get(AttributeKey.stringKey("messaging.operation.name"));
        assertThat(span.getName()).isEqualTo(operation + " "
                + attributes.get(AttributeKey.stringKey("messaging.destination.name")));
        assertThat(attributes.get(AttributeKey.stringKey("messaging.operation.type"))).isEqualTo(type);
        assertThat(attributes.get(AttributeKey.stringKey("tomodachi.service"))).isEqualTo("traced");
        if ("rabbitmq".equals(attributes.get(SYSTEM))) {
            assertThat(attributes.get(AttributeKey.stringKey("messaging.rabbitmq.destination.routing_key")))
                    .startsWith("trace.");
        } else {
            assertThat(attributes.get(AttributeKey.stringKey("messaging.message.id"))).isNotEmpty();
        }
        if (type.equals("process")) {
            assertThat(attributes.get(FUNCTION)).startsWith(Traced.class.getName() + ".");
            assertThat(attributes.get(AttributeKey.longKey("tomodachi.message.attempt"))).isEqualTo(1);
        }
    }

    @Test
    void tellsOfTheRequestThatFailed() {
        when().get("/fails").then().statusCode(500);
        await().until(() -> !spans().isEmpty());
        SpanData request = named(spans(), "GET /fails");
        assertThat(request.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(request.getEvents()).anySatisfy(event -> {
            assertThat(event.getName()).isEqualTo("exception");
            assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message"))).isEqualTo("no answer");
        });
        assertThat(request.getAttributes().get(AttributeKey.stringKey("tomodachi.service"))).isEqualTo("traced");
    }

    @Test
    void marksWhatFailedAndIsDeliveredAgain() {
        traced.amqp.publishAndAwait("x", "trace.fragile");
        await().atMost(Duration.ofSeconds(30)).until(() -> traced.attempts.get() == 2);
        await().until(() -> spans().size() == 3);
        List<SpanData> tries = spans().stream()
                .filter(span -> span.getKind() == SpanKind.CONSUMER).toList();
        assertThat(tries).extracting(span -> span.getAttributes().get(OUTCOME)).containsExactly("retried", "acknowledged");
        assertThat(tries).extracting(SpanData::getParentSpanId).containsOnly(spans().stream()
                .filter(span -> span.getKind() == SpanKind.PRODUCER).findFirst().orElseThrow().getSpanId());
        assertThat(tries.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(tries.get(0).getEvents()).extracting(event -> event.getName()).containsExactly("exception");
        assertThat(tries.get(0).getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo(IllegalStateException.class.getName());
        assertThat(tries.get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(tries).extracting(span -> span.getAttributes().get(AttributeKey.longKey("tomodachi.message.attempt")))
                .containsExactly(1L, 2L);
    }

    @Test
    void findsAPlaceForTheContextBesideTenAttributes() {
        PublishOptions ten = Publish.attribute("a0", "x");
        for (int i = 1; i < 10; i++) {
            ten = ten.attribute("a" + i, "x");
        }
        traced.aws.sendAndAwait("full", "trace-full", ten);
        await().atMost(Duration.ofSeconds(30)).until(() -> traced.full.size() == 1);
        await().until(() -> spans().size() == 2);
        SpanData sent = named(spans(), "send trace-full");
        SpanData handled = named(spans(), "process trace-full");
        assertThat(handled.getParentSpanId()).isEqualTo(sent.getSpanId());
        assertThat(handled.getTraceId()).isEqualTo(sent.getTraceId());
        assertThat(traced.full.get(0)).hasSize(10).doesNotContainKey("traceparent");
    }

    @Test
    void leavesTheContextOutOfATopicMessageWithTenAttributes() {
        PublishOptions ten = Publish.attribute("a0", "x");
        for (int i = 1; i < 10; i++) {
            ten = ten.attribute("a" + i, "x");
        }
        traced.aws.publishAndAwait("full", "trace-full-topic", ten);
        await().atMost(Duration.ofSeconds(30)).until(() -> spans().size() == 2);
        SpanData sent = named(spans(), "publish trace-full-topic");
        SpanData handled = spans().stream().filter(span -> span.getKind() == SpanKind.CONSUMER).findFirst().orElseThrow();
        assertThat(sent.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(handled.getParentSpanContext().isValid()).isFalse();
        assertThat(traced.fullOfTopic.get(0)).hasSize(10).doesNotContainKey("traceparent");
    }

    @Test
    void makesNoSpanForAnEmptyReceive() {
        int before = EmptyReceives.COUNT.get();
        await().atMost(Duration.ofSeconds(30)).until(() -> EmptyReceives.COUNT.get() > before + 5);
        assertThat(spans()).isEmpty();
        assertThat(exporter.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.getName()).isEqualTo("TracedService$Traced.tick"));
    }

    @Test
    void linksTheTraceOfABatchToThoseOfItsMessages() {
        traced.aws.sendAndAwait("delete", "trace-batch");
        traced.aws.sendAndAwait("fail", "trace-batch");
        await().atMost(Duration.ofSeconds(30)).until(() -> spans().size() == 3);
        List<SpanData> sent = spans().stream().filter(span -> span.getName().equals("send trace-batch")).toList();
        SpanData batch = named(spans(), "process trace-batch");
        assertThat(batch.getParentSpanContext().isValid()).isFalse();
        assertThat(batch.getLinks()).extracting(link -> link.getSpanContext().getSpanId())
                .containsExactlyInAnyOrderElementsOf(sent.stream().map(SpanData::getSpanId).toList());
        assertThat(traced.batches).containsExactly(batch.getTraceId());
        assertThat(batch.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count"))).isEqualTo(2);
        assertThat(batch.getAttributes().get(AttributeKey.stringKey("tomodachi.message.outcome")))
                .isEqualTo("acknowledged,discarded");
    }

    @Test
    void beginsATraceForEachScheduledCall() {
        await().atMost(Duration.ofSeconds(30)).until(() -> exporter.getFinishedSpanItems().stream()
                .anyMatch(span -> span.getName().equals("TracedService$Traced.tick")));
        SpanData tick = exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("TracedService$Traced.tick")).findFirst().orElseThrow();
        assertThat(tick.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(tick.getParentSpanContext().isValid()).isFalse();
        assertThat(tick.getAttributes().get(AttributeKey.stringKey("tomodachi.trigger"))).isEqualTo("2s");
        assertThat(traced.hooks).hasSize(1).doesNotContain("00000000000000000000000000000000");
    }
}
