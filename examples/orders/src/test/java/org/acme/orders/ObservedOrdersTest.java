package org.acme.orders;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;

/** What is seen of an order from outside: one trace all along its way, and the metrics of each step. */
@QuarkusTest
class ObservedOrdersTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ORDER = """
            {"customer": "Anna", "currency": "SEK", "lines": [{"sku": "TEA-1", "quantity": 2, "price": 49.5}]}""";

    private static final List<String> STEPS = List.of("POST /orders", "publish order-received", "process stock",
            "publish amq.topic:order.reserved", "process amq.topic:order.reserved:shipping");

    @Inject
    InMemorySpanExporter exporter;

    @Test
    void hasOneTraceFromTheRequestToTheShipment() {
        try (Shipments shipments = new Shipments()) {
            String id = order();
            await().atMost(LIMIT).until(() -> shipments.traces.containsKey(id));
            String trace = shipments.traces.get(id);
            await().atMost(LIMIT).until(() -> spans(trace).size() == STEPS.size());

            SpanData parent = null;
            for (String step : STEPS) {
                SpanData span = spans(trace).stream().filter(candidate -> candidate.getName().equals(step)).findFirst()
                        .orElseThrow(() -> new AssertionError(step + " is none of " + spans(trace)));
                assertThat(span.getParentSpanId()).as("parent of " + step)
                        .isEqualTo(parent == null ? SpanId.getInvalid() : parent.getSpanId());
                parent = span;
            }
        }
    }

    private List<SpanData> spans(String trace) {
        return exporter.getFinishedSpanItems().stream().filter(span -> span.getTraceId().equals(trace)).toList();
    }

    /** @return its id */
    private static String order() {
        return given().contentType("application/json").body(ORDER).post("/orders").then().statusCode(201).extract().path("id");
    }

    @Test
    void tellsItsMetrics() {
        order();
        await().atMost(LIMIT).untilAsserted(() -> assertThat(metrics())
                .anyMatch(line -> is(line, "handler_duration_seconds_count", "transport=\"http\"", "trigger=\"/orders\"",
                        "outcome=\"success\""))
                .anyMatch(line -> is(line, "publish_duration_seconds_count", "destination=\"order-received\"",
                        "outcome=\"success\""))
                .anyMatch(line -> is(line, "message_outcomes_total", "trigger=\"order-received\"",
                        "outcome=\"acknowledged\""))
                .anyMatch(line -> is(line, "publish_duration_seconds_count", "destination=\"amq.topic\"",
                        "outcome=\"success\""))
                .anyMatch(line -> is(line, "message_outcomes_total", "trigger=\"order.reserved\"",
                        "outcome=\"acknowledged\""))
                .anyMatch(line -> is(line, "schedule_lag_seconds_count", "OrderService#collect()")));
    }

    private static List<String> metrics() {
        return when().get("/q/metrics").then().statusCode(200).extract().asString().lines().toList();
    }

    /** Whether the line is the named metric with these labels, and more than nothing was counted. */
    private static boolean is(String line, String name, String... labels) {
        return line.startsWith("tomodachi_" + name + "{") && !line.endsWith("} 0.0")
                && List.of(labels).stream().allMatch(line::contains);
    }

    @Singleton
    static class Spans {

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    /** Orders that were shipped, with the traces that the lines of the log name. */
    private static final class Shipments extends Handler implements AutoCloseable {

        private static final Logger SHIPPING = Logger.getLogger(OrderService.class.getName());
        private static final String SHIPPED = "Shipped order ";

        private final Map<String, String> traces = new ConcurrentHashMap<>();

        Shipments() {
            SHIPPING.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            ExtLogRecord record = ExtLogRecord.wrap(line);
            if (record.getFormattedMessage().startsWith(SHIPPED)) {
                traces.put(record.getFormattedMessage().substring(SHIPPED.length()), record.getMdc("traceId"));
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            SHIPPING.removeHandler(this);
        }
    }
}
