package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;

/**
 * The library that keeps the values. Each meter is asked for once for the same labels, not before the application runs, and
 * kept by whoever uses it.
 */
public interface Meters {

    /** @return takes nanoseconds */
    LongConsumer timer(Metric metric, Labels labels);

    /** @return takes sizes, such as numbers of messages */
    LongConsumer sizes(Metric metric, Labels labels);

    /** @return counts so many more */
    LongConsumer counter(Metric metric, Labels labels);

    /** @param value asked for whenever somebody looks, on any thread */
    void gauge(Metric metric, Labels labels, DoubleSupplier value);
}
