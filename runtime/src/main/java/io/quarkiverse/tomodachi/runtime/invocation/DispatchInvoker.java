package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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
    private final ExecutionPlace place;
    private final HandlerInvoker delegate;

    DispatchInvoker(Vertx vertx, ExecutionPlace place, HandlerInvoker delegate) {
        this.vertx = vertx;
        this.place = place;
        this.delegate = delegate;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        Context given = invocation.context();
        if (place.mayStay(given)) {
            return delegate.invoke(invocation);
        }
        Call call = new Call(delegate, invocation);
        Context context = given != null ? given : ownContext();
        invocation.begin(() -> place.run(context, call, call::completeExceptionally));
        return call;
    }

    /**
     * A root context of its own first, as the current one may be that of another occurrence, and all would share its thread.
     */
    private Context ownContext() {
        Context context = VertxContext.createNewDuplicatedContext(((VertxInternal) vertx).createEventLoopContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    /** The invocation there, and its result. */
    private static final class Call extends CompletableFuture<Object> implements Runnable {

        private final HandlerInvoker delegate;
        private final Invocation invocation;

        Call(HandlerInvoker delegate, Invocation invocation) {
            this.delegate = delegate;
            this.invocation = invocation;
        }

        @Override
        public void run() {
            CompletionStage<Object> stage = Completion.of(delegate, invocation);
            if (Completion.hasSucceeded(stage)) {
                complete(Completion.resultOf(stage));
            } else {
                stage.whenComplete(this::end);
            }
        }

        private void end(Object value, Throwable failure) {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(failure);
            }
        }
    }
}
