package io.quarkiverse.tomodachi.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.quarkiverse.tomodachi.runtime.observe.SkipObserver.Reason;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleInvocation;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

class ScheduleMetricsTest {

    private static final double NANOS = 1e9;

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final ScheduleMetrics metrics = new ScheduleMetrics(new OpenTelemetryMeters(OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build()).build()));
    private final InvocationObserver observer = metrics.create(Handlers.SCHEDULED);

    private Map<String, MetricData> collect() {
        return reader.collectAllMetrics().stream().collect(Collectors.toMap(MetricData::getName, Function.identity()));
    }

    /** The planned time was a minute ago, but jitter has put the call off for all of it but three seconds. */
    @Test
    void lagIsWhatACallIsLaterThanItWasToBegin() {
        Instant before = Instant.now();
        observer.begin(new ScheduleInvocation(before.minusSeconds(60), before.minusSeconds(3), "hourly"));
        Instant after = Instant.now();
        assertThat(collect().get("tomodachi.schedule.lag").getHistogramData().getPoints()).singleElement()
                .satisfies(point -> {
                    assertThat(point.getCount()).isEqualTo(1);
                    assertThat(point.getSum()).isBetween(3.0, 3 + Duration.between(before, after).toNanos() / NANOS);
                });
    }

    @Test
    void callsThatWereNotPlannedAreNotLate() {
        Instant before = Instant.now();
        observer.begin(new ScheduleInvocation(before.minusMillis(999), null, "hourly"));
        assertThat(collect()).doesNotContainKey("tomodachi.schedule.lag");
        assertThat(collect().get("tomodachi.schedule.last.call").getDoubleGaugeData().getPoints()).singleElement()
                .satisfies(point -> assertThat(point.getValue()).isGreaterThanOrEqualTo(before.toEpochMilli() / 1000.0));
    }

    @Test
    void countsTimesAtWhichNobodyIsCalledByTheirReason() {
        metrics.skipped(Handlers.SCHEDULED, "hourly", Reason.OVERLAP, 1);
        metrics.skipped(Handlers.SCHEDULED, "hourly", Reason.CLUSTER, 2);
        metrics.skipped(Handlers.SCHEDULED, "hourly", Reason.MISSED, 3);
        metrics.skipped(Handlers.SCHEDULED, "hourly", Reason.MISSED, 4);
        Map<String, Long> counts = collect().get("tomodachi.schedule.skipped").getLongSumData().getPoints().stream()
                .collect(Collectors.toMap(point -> point.getAttributes().get(AttributeKey.stringKey("reason")),
                        point -> point.getValue()));
        assertThat(counts).containsOnly(Map.entry("overlap", 1L), Map.entry("cluster", 2L), Map.entry("missed", 7L));
    }
}
