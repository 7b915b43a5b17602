package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.middleware.LayerPlace;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Where one call of a handler takes place: the threads of its execution model, its Vert.x context and its request context.
 * Middleware may wait for something, and go on where that came from.
 */
final class CallPlace implements LayerPlace {

    private final ExecutionPlace place;
    private final ManagedContext requestContext;
    private final Context context = Vertx.currentContext();
    /** {@code null} if there is none. */
    private final ContextState state;

    /** To be made where the call begins. */
    CallPlace(ExecutionPlace place, ManagedContext requestContext) {
        this.place = place;
        this.requestContext = requestContext;
        this.state = requestContext.isActive() ? requestContext.getState() : null;
    }

    @Override
    public Uni<Object> enter(Supplier<Uni<Object>> layer) {
        if (place.isHere(context) && isWithin()) {
            return layer.get();
        }
        return Uni.createFrom().emitter(
                emitter -> run(() -> layer.get().subscribe().with(emitter::complete, emitter::fail), emitter::fail));
    }

    /** @param rejected told why the code will not run */
    void run(Runnable code, Consumer<Throwable> rejected) {
        if (place.isHere(context)) {
            within(code);
        } else {
            place.run(context, () -> within(code), rejected);
        }
    }

    private boolean isWithin() {
        return state == null || requestContext.isActive();
    }

    private void within(Runnable code) {
        if (isWithin()) {
            code.run();
            return;
        }
        requestContext.activate(state);
        try {
            code.run();
        } finally {
            requestContext.deactivate();
        }
    }
}
