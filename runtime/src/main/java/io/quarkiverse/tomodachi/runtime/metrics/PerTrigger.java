package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.function.Function;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

/**
 * Keeps what belongs to the trigger of a handler: found at its first call, when the library of metrics is set up, and then
 * known.
 *
 * @param <S> what is kept
 */
abstract class PerTrigger<S> implements InvocationObserver {

    private final Function<Invocation, S> series;
    private volatile Known<S> last;

    PerTrigger(Function<Invocation, S> series) {
        this.series = series;
    }

    @Override
    public final Observation begin(Invocation invocation) {
        String trigger = invocation.trigger();
        Known<S> known = last;
        if (known == null || !known.trigger().equals(trigger)) {
            known = new Known<>(trigger, series.apply(invocation));
            last = known;
        }
        return begin(known.series(), invocation);
    }

    abstract Observation begin(S found, Invocation invocation);

    private record Known<S>(String trigger, S series) {
    }
}
