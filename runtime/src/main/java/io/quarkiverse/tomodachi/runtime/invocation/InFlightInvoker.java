package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;

/** Counts the invocation as running from its arrival until nothing of it is needed any more. */
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
        return Completion.thenRelease(Completion.of(delegate, invocation), invocation, pending.end);
    }
}
