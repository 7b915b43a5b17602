package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.observe.PublishObserver;
import io.quarkiverse.tomodachi.runtime.observe.PublishTarget;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;

/** How long publishes take, and how they end. */
@Singleton
public class PublishMetrics implements PublishObserver {

    private final Meters meters;
    private final Map<Key, Series> series = new ConcurrentHashMap<>();

    PublishMetrics(Meters meters) {
        this.meters = meters;
    }

    @Override
    public Publishing begin(PublishTarget target) {
        Series known = series.computeIfAbsent(new Key(target.service(), target.transport(), target.name()),
                key -> new Series(meters, key.labels()));
        long began = System.nanoTime();
        return (messageId, failure) -> known.timer(failure).accept(System.nanoTime() - began);
    }

    private record Key(String service, String transport, String name) {

        Labels labels() {
            return Labels.of("service", service, "transport", transport, "destination", name);
        }
    }

    private record Series(LongConsumer successes, LongConsumer failures) {

        Series(Meters meters, Labels labels) {
            this(meters.timer(Metric.PUBLISH_DURATION, labels.with(HandlerLabels.OUTCOME, HandlerLabels.SUCCESS)),
                    meters.timer(Metric.PUBLISH_DURATION, labels.with(HandlerLabels.OUTCOME, HandlerLabels.FAILURE)));
        }

        LongConsumer timer(Throwable failure) {
            return failure == null ? successes : failures;
        }
    }
}
