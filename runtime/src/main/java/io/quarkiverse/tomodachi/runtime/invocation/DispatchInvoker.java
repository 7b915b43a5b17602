package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.quarkus.virtual.threads.VirtualThreadsRecorder;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** Runs the invocation where its execution model says, on a duplicated Vert.x context. */
final class DispatchInvoker implements HandlerInvoker {

    private final Vertx vertx;
    private final ExecutionModel model;
    private final HandlerInvoker delegate;

    DispatchInvoker(Vertx vertx, ExecutionModel model, HandlerInvoker delegate) {
        this.vertx = vertx;
        this.model = model;
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        Context given = invocation.context();
        Context context = given != null ? given : ownContext();
        if (model == ExecutionModel.EVENT_LOOP && given != null && given == Vertx.currentContext()
                && Context.isOnEventLoopThread()) {
            return delegate.invoke(invocation);
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        switch (model) {
            case EVENT_LOOP -> context.runOnContext(ignored -> complete(invocation, result));
            case WORKER -> context.executeBlocking(() -> {
                complete(invocation, result);
                return null;
            }, false);
            case VIRTUAL_THREAD -> context
                    .runOnContext(ignored -> VirtualThreadsRecorder.getCurrent().execute(() -> complete(invocation, result)));
        }
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
        delegate.invoke(invocation).whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
    }
}
