package io.quarkiverse.tomodachi.runtime.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.observe.SkipObserver;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleInvocation;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** When scheduled handlers are called, how late, and how often they are not. */
@Singleton
public class ScheduleMetrics implements InvocationObserver.Factory, SkipObserver {

    private static final double MILLIS = 1000.0;

    private final Meters meters;
    private final Map<HandlerLabels, Series> series = new ConcurrentHashMap<>();
    private final Map<Skipped, LongConsumer> skipped = new ConcurrentHashMap<>();

    ScheduleMetrics(Meters meters) {
        this.meters = meters;
    }

    @Override
    public InvocationObserver create(HandlerDescription handler) {
        return new PerTrigger<>(invocation -> invocation instanceof ScheduleInvocation
                ? series.computeIfAbsent(HandlerLabels.of(handler, invocation), labels -> new Series(meters, labels.labels()))
                : null) {
            @Override
            Observation begin(Series found, Invocation invocation) {
                if (found != null && invocation instanceof ScheduleInvocation call) {
                    found.begin(call.due());
                }
                return null;
            }
        };
    }

    @Override
    public void skipped(HandlerDescription handler, String trigger, Reason reason, int times) {
        HandlerLabels labels = new HandlerLabels(handler.service(), handler.id(), handler.transport(), trigger);
        skipped.computeIfAbsent(new Skipped(labels, reason), key -> meters.counter(Metric.SCHEDULE_SKIPPED,
                labels.labels().with("reason", reason.toString()))).accept(times);
    }

    private record Skipped(HandlerLabels labels, Reason reason) {
    }

    private static final class Series {

        private final LongConsumer lag;
        private volatile Instant last = Instant.now();

        Series(Meters meters, Labels labels) {
            this.lag = meters.timer(Metric.SCHEDULE_LAG, labels);
            meters.gauge(Metric.SCHEDULE_LAST_CALL, labels, () -> last.toEpochMilli() / MILLIS);
        }

        /** @param due {@code null} for a call that cannot be late, as it was not planned */
        void begin(Instant due) {
            Instant now = Instant.now();
            last = now;
            if (due != null) {
                lag.accept(Math.max(0, Duration.between(due, now).toNanos()));
            }
        }
    }
}
