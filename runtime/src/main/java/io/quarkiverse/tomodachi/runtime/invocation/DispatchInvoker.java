package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;

/** Runs the invocation where its execution model says, on a duplicated Vert.x context. */
final class DispatchInvoker implements HandlerInvoker {

    private final RootContexts roots;
    private final ExecutionPlace place;
    private final HandlerInvoker delegate;

    DispatchInvoker(RootContexts roots, ExecutionPlace place, HandlerInvoker delegate) {
        this.roots = roots;
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

    private Context ownContext() {
        Context root = place.next();
        Context context = root == null ? roots.duplicate() : VertxContext.createNewDuplicatedContext(root);
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
                Turn.end(() -> complete(Completion.resultOf(stage)));
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
