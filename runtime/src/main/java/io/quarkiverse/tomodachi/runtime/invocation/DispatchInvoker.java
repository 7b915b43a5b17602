package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** Runs the invocation where its execution model says, on a duplicated Vert.x context. */
final class DispatchInvoker implements HandlerInvoker {

    private final Vertx vertx;
    private final boolean eventLoop;
    private final ExecutionPlace place;
    private final HandlerInvoker delegate;

    DispatchInvoker(Vertx vertx, ExecutionModel model, HandlerInvoker delegate) {
        this.vertx = vertx;
        this.eventLoop = model == ExecutionModel.EVENT_LOOP;
        this.place = new ExecutionPlace(model);
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        Context given = invocation.context();
        if (eventLoop && place.isHere(given)) {
            return delegate.invoke(invocation);
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        place.run(given != null ? given : ownContext(), () -> complete(invocation, result),
                result::completeExceptionally);
        return result;
    }

    /**
     * A root context of its own first, as the current one may be that of another occurrence, and all would share its thread.
     */
    private Context ownContext() {
        Context context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    private void complete(Invocation invocation, CompletableFuture<Object> result) {
        Completion.of(delegate, invocation).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }
}
