package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;

/** Keeps the values in OpenTelemetry. */
@Singleton
public class OpenTelemetryMeters implements Meters {

    private static final String SCOPE = "io.quarkiverse.tomodachi";

    /** Seconds; those of the Python library, and more for what takes long. */
    private static final List<Double> SECONDS = List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0,
            7.5, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0);

    /** Batches have up to ten messages; attempts may be more. */
    private static final List<Long> SIZES = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 20L, 50L, 100L);

    private final Meter meter;

    OpenTelemetryMeters(OpenTelemetry openTelemetry) {
        this.meter = openTelemetry.getMeter(SCOPE);
    }

    @Override
    public LongConsumer timer(Metric metric, Labels labels) {
        Attributes attributes = attributes(labels);
        DoubleHistogram histogram = meter.histogramBuilder(metric.text()).setDescription(metric.description())
                .setUnit(metric.unit()).setExplicitBucketBoundariesAdvice(SECONDS).build();
        return nanos -> histogram.record((double) nanos / TimeUnit.SECONDS.toNanos(1), attributes);
    }

    @Override
    public LongConsumer sizes(Metric metric, Labels labels) {
        Attributes attributes = attributes(labels);
        LongHistogram histogram = meter.histogramBuilder(metric.text()).ofLongs().setDescription(metric.description())
                .setUnit(metric.unit()).setExplicitBucketBoundariesAdvice(SIZES).build();
        return size -> histogram.record(size, attributes);
    }

    @Override
    public LongConsumer counter(Metric metric, Labels labels) {
        Attributes attributes = attributes(labels);
        LongCounter counter = meter.counterBuilder(metric.text()).setDescription(metric.description())
                .setUnit(metric.unit()).build();
        return count -> counter.add(count, attributes);
    }

    @Override
    public void gauge(Metric metric, Labels labels, DoubleSupplier value) {
        Attributes attributes = attributes(labels);
        meter.gaugeBuilder(metric.text()).setDescription(metric.description()).setUnit(metric.unit())
                .buildWithCallback(measurement -> measurement.record(value.getAsDouble(), attributes));
    }

    private static Attributes attributes(Labels labels) {
        AttributesBuilder attributes = Attributes.builder();
        labels.values().forEach(attributes::put);
        return attributes.build();
    }
}
