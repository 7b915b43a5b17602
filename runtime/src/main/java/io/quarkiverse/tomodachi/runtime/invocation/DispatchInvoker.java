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
        Context current = vertx.getOrCreateContext();
        Context context;
        if (VertxContext.isDuplicatedContext(current)) {
            context = current;
        } else {
            context = VertxContext.createNewDuplicatedContext(current);
            VertxContextSafetyToggle.setContextSafe(context, true);
        }
        if (model == ExecutionModel.EVENT_LOOP && context == current && Context.isOnEventLoopThread()) {
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
