package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.message.NothingToHandleException;
import io.quarkiverse.tomodachi.runtime.message.outcome.DuplicateMessageException;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkiverse.tomodachi.spi.InvocationObserver.Observation;

/** How many calls of handlers run, how long they take, and how they end. */
@Singleton
public class HandlerMetrics implements InvocationObserver.Factory {

    private final Meters meters;
    private final Map<HandlerLabels, Series> series = new ConcurrentHashMap<>();

    HandlerMetrics(Meters meters) {
        this.meters = meters;
    }

    @Override
    public InvocationObserver create(HandlerDescription handler) {
        return new PerTrigger<>(invocation -> series.computeIfAbsent(HandlerLabels.of(handler, invocation),
                labels -> new Series(meters, labels.labels()))) {
            @Override
            Observation begin(Series found, Invocation invocation) {
                return found.begin();
            }
        };
    }

    /** What is kept of one trigger of a handler. */
    private static final class Series {

        private final LongAdder active = new LongAdder();
        private final LongConsumer successes;
        private final LongConsumer refusals;
        private final LongConsumer failures;

        Series(Meters meters, Labels labels) {
            this.successes = timer(meters, labels, HandlerLabels.SUCCESS);
            this.refusals = timer(meters, labels, HandlerLabels.REFUSED);
            this.failures = timer(meters, labels, HandlerLabels.FAILURE);
            meters.gauge(Metric.HANDLER_ACTIVE, labels, active::doubleValue);
        }

        private static LongConsumer timer(Meters meters, Labels labels, String outcome) {
            return meters.timer(Metric.HANDLER_DURATION, labels.with(HandlerLabels.OUTCOME, outcome));
        }

        Observation begin() {
            active.increment();
            long began = System.nanoTime();
            return (result, failure) -> {
                active.decrement();
                if (!isHandledBefore(failure)) {
                    timer(failure).accept(System.nanoTime() - began);
                }
            };
        }

        private static boolean isHandledBefore(Throwable failure) {
            return failure instanceof DuplicateMessageException
                    || failure instanceof NothingToHandleException nothing && nothing.isHandled();
        }

        private LongConsumer timer(Throwable failure) {
            return switch (HandlerLabels.outcome(failure)) {
                case HandlerLabels.SUCCESS -> successes;
                case HandlerLabels.REFUSED -> refusals;
                default -> failures;
            };
        }
    }
}
