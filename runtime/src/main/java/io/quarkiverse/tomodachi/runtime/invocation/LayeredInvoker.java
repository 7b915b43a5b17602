package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.runtime.middleware.LayeredCall;
import io.quarkiverse.tomodachi.runtime.middleware.Layers;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

/** Takes the invocation through middleware and decorators to the method. */
final class LayeredInvoker implements HandlerInvoker {

    private final HandlerDescription handler;
    private final ServiceContext service;
    private final ManagedContext requestContext;
    private final Layers layers;
    private final ExecutionPlace place;
    private final MethodInvoker method;

    LayeredInvoker(HandlerDescription handler, ServiceContext service, ManagedContext requestContext, ExecutionPlace place,
            MethodInvoker method) {
        this.handler = handler;
        this.service = service;
        this.requestContext = requestContext;
        this.layers = new Layers(handler);
        this.place = place;
        this.method = method;
    }

    @Override
    public CompletionStage<Object> invoke(Invocation invocation) {
        LayeredCall common = new LayeredCall(handler, service);
        HandlerCall call = invocation.call(handler, common);
        CallPlace here = new CallPlace(place, requestContext);
        Uni<Object> innermost = Uni.createFrom().emitter(
                emitter -> here.run(() -> emit(method.invoke(invocation, common.given()), emitter), emitter::fail));
        return ResultFuture.of(handler.id(),
                layers.enter(call, here, innermost).onItem().invoke(result -> check(invocation, result)), invocation);
    }

    private static void emit(CompletionStage<Object> stage, UniEmitter<? super Object> emitter) {
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                emitter.complete(result);
            } else {
                emitter.fail(Failures.unwrap(failure));
            }
        });
    }

    private void check(Invocation invocation, Object result) {
        if (!invocation.accepts(result)) {
            throw new UnusableResultException(
                    "Middleware or a decorator of " + handler + " gave a " + result.getClass().getName()
                            + " in place of the handler's result, which a handler of its kind cannot return");
        }
    }
}
