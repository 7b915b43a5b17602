package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.runtime.middleware.LayeredCall;
import io.quarkiverse.tomodachi.runtime.middleware.Layers;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Takes the invocation through middleware and decorators to the method. */
final class LayeredInvoker implements HandlerInvoker {

    private final HandlerDescription handler;
    private final ServiceContext service;
    private final ManagedContext requestContext;
    private final Layers layers;
    private final ExecutionPlace place;
    private final MethodInvoker method;

    LayeredInvoker(HandlerDescription handler, ServiceContext service, ManagedContext requestContext, MethodInvoker method) {
        this.handler = handler;
        this.service = service;
        this.requestContext = requestContext;
        this.layers = new Layers(handler);
        this.place = new ExecutionPlace(handler.executionModel());
        this.method = method;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        LayeredCall common = new LayeredCall(handler, service);
        HandlerCall call = invocation.call(handler, common);
        Context context = Vertx.currentContext();
        ContextState state = requestContext.isActive() ? requestContext.getState() : null;
        Uni<Object> innermost = Uni.createFrom().emitter(emitter -> back(context,
                () -> within(state, () -> method.invoke(invocation, common.given()), emitter)));
        return ResultFuture.of(handler.id(),
                layers.enter(call, innermost).onItem().invoke(result -> check(invocation, result)));
    }

    private void check(Invocation invocation, Object result) {
        if (!invocation.accepts(result)) {
            throw new IllegalStateException("Middleware or a decorator of " + handler + " gave a " + result.getClass().getName()
                    + " in place of the handler's result, which a handler of its kind cannot return");
        }
    }

    /** Middleware may have waited for something, and go on where that came from. */
    private void back(Context context, Runnable code) {
        if (place.isHere(context)) {
            code.run();
        } else {
            place.run(context, code);
        }
    }

    private void within(ContextState state, MethodCall call, UniEmitter<? super Object> emitter) {
        if (state == null || requestContext.isActive()) {
            call.to(emitter);
            return;
        }
        requestContext.activate(state);
        try {
            call.to(emitter);
        } finally {
            requestContext.deactivate();
        }
    }

    /** A call of the method. */
    private interface MethodCall {

        CompletionStage<Object> invoke();

        default void to(UniEmitter<? super Object> emitter) {
            invoke().whenComplete((result, failure) -> {
                if (failure == null) {
                    emitter.complete(result);
                } else {
                    emitter.fail(Failures.unwrap(failure));
                }
            });
        }
    }
}
