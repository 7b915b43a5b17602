package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;

/** Counts the invocation as running from its arrival until its result is known. */
final class InFlightInvoker implements HandlerInvoker {

    private final InFlight inFlight;
    private final HandlerInvoker delegate;

    InFlightInvoker(InFlight inFlight, HandlerInvoker delegate) {
        this.inFlight = inFlight;
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        Pending pending = inFlight.of(invocation);
        pending.begin();
        return Completion.then(Completion.of(delegate, invocation), pending.end);
    }
}
