package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.observe.BatchObserver;

/** How many messages travel together. */
@Singleton
public class BatchMetrics implements BatchObserver {

    private final Meters meters;

    BatchMetrics(Meters meters) {
        this.meters = meters;
    }

    @Override
    public IntConsumer publishing(String transport, String destination) {
        return new Sizes(meters, Metric.PUBLISH_BATCH, labels(transport, destination));
    }

    @Override
    public IntConsumer receiving(String transport, String queue) {
        return new Sizes(meters, Metric.RECEIVE_BATCH, labels(transport, queue));
    }

    private static Labels labels(String transport, String destination) {
        return Labels.of("transport", transport, "destination", destination);
    }

    /** The sizes of calls to one place: the library is set up with the first one. */
    private static final class Sizes implements IntConsumer {

        private final Meters meters;
        private final Metric metric;
        private final Labels labels;
        private volatile LongConsumer known;

        Sizes(Meters meters, Metric metric, Labels labels) {
            this.meters = meters;
            this.metric = metric;
            this.labels = labels;
        }

        @Override
        public void accept(int messages) {
            if (known == null) {
                known = meters.sizes(metric, labels);
            }
            known.accept(messages);
        }
    }
}
