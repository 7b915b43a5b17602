package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** Keeps the values in Micrometer. */
@Singleton
public class MicrometerMeters implements Meters {

    private static final String SECONDS = "s";

    private final MeterRegistry registry;

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public LongConsumer timer(Metric metric, Labels labels) {
        Timer timer = Timer.builder(metric.text()).description(metric.description()).tags(tags(labels)).register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public LongConsumer sizes(Metric metric, Labels labels) {
        DistributionSummary summary = DistributionSummary.builder(metric.text()).description(metric.description())
                .tags(tags(labels)).register(registry);
        return summary::record;
    }

    @Override
    public LongConsumer counter(Metric metric, Labels labels) {
        Counter counter = Counter.builder(metric.text()).description(metric.description()).tags(tags(labels))
                .register(registry);
        return counter::increment;
    }

    @Override
    public void gauge(Metric metric, Labels labels, DoubleSupplier value) {
        Gauge.builder(metric.text(), value::getAsDouble).description(metric.description())
                .baseUnit(SECONDS.equals(metric.unit()) ? "seconds" : null).tags(tags(labels)).register(registry);
    }

    private static Tags tags(Labels labels) {
        return Tags.of(labels.values().entrySet().stream().map(label -> Tag.of(label.getKey(), label.getValue())).toList());
    }
}
