package io.quarkiverse.tomodachi.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;

class OpenTelemetryMetersTest {

    private static final Labels ONE = Labels.of("handler", "one");
    private static final Labels OTHER = Labels.of("handler", "other");

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetryMeters meters = new OpenTelemetryMeters(OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build()).build());

    private MetricData collect(Metric metric) {
        Map<String, MetricData> all = reader.collectAllMetrics().stream()
                .collect(Collectors.toMap(MetricData::getName, Function.identity()));
        MetricData data = all.get(metric.text());
        assertThat(data.getUnit()).isEqualTo(metric.unit());
        return data;
    }

    @Test
    void keepsSecondsAndCountsOfEachSeries() {
        meters.timer(Metric.HANDLER_DURATION, ONE).accept(TimeUnit.MILLISECONDS.toNanos(1500));
        meters.timer(Metric.HANDLER_DURATION, OTHER).accept(TimeUnit.SECONDS.toNanos(3));
        assertThat(collect(Metric.HANDLER_DURATION).getHistogramData().getPoints()).extracting(point -> point.getSum())
                .containsExactlyInAnyOrder(1.5, 3.0);
        LongConsumer counter = meters.counter(Metric.MESSAGE_OUTCOMES, ONE);
        counter.accept(1);
        counter.accept(1);
        assertThat(collect(Metric.MESSAGE_OUTCOMES).getLongSumData().getPoints()).extracting(point -> point.getValue())
                .containsExactly(2L);
        LongConsumer sizes = meters.sizes(Metric.PUBLISH_BATCH, ONE);
        sizes.accept(10);
        sizes.accept(3);
        assertThat(collect(Metric.PUBLISH_BATCH).getHistogramData().getPoints()).extracting(point -> point.getSum())
                .containsExactly(13.0);
    }

    @Test
    void asksForTheValuesOfAllGauges() {
        meters.gauge(Metric.HANDLER_ACTIVE, ONE, () -> 1);
        meters.gauge(Metric.HANDLER_ACTIVE, OTHER, () -> 2);
        assertThat(collect(Metric.HANDLER_ACTIVE).getDoubleGaugeData().getPoints()).extracting(point -> point.getValue())
                .containsExactlyInAnyOrder(1.0, 2.0);
    }
}
