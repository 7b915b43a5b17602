package io.quarkiverse.tomodachi.runtime.middleware;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.Next;
import io.smallrye.mutiny.Uni;

/** Calls what comes next: once, and again only after a failure. */
final class NextLayer implements Next {

    private enum State {
        READY,
        RUNNING,
        SUCCEEDED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.READY);
    private final Supplier<Uni<Object>> layer;
    private final HandlerCall call;

    NextLayer(Supplier<Uni<Object>> layer, HandlerCall call) {
        this.layer = layer;
        this.call = call;
    }

    @Override
    public Uni<Object> proceed() {
        return Uni.createFrom().deferred(this::begin);
    }

    private Uni<Object> begin() {
        if (!state.compareAndSet(State.READY, State.RUNNING)) {
            return Uni.createFrom().failure(new IllegalStateException("Handler " + call.handler() + " was called twice: "
                    + "a middleware may subscribe to next.proceed() again only after it has failed"));
        }
        return layer.get().onItem().invoke(() -> state.set(State.SUCCEEDED))
                .onFailure().invoke(() -> state.set(State.READY));
    }
}
