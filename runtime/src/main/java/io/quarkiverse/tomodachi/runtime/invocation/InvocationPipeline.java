package io.quarkiverse.tomodachi.runtime.invocation;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.vertx.core.Vertx;

/** The one way from a trigger to a method, put together of small invokers; the last one here is the first to be called. */
@Singleton
public class InvocationPipeline implements HandlerInvokers {

    private final Vertx vertx;
    private final InFlight inFlight;

    InvocationPipeline(Vertx vertx, InFlight inFlight) {
        this.vertx = vertx;
        this.inFlight = inFlight;
    }

    @Override
    public HandlerInvoker create(HandlerDescription handler) {
        return create(handler, new MethodInvoker(handler));
    }

    @Override
    public HandlerInvoker create(HandlerDescription handler, HandlerInvoker code) {
        HandlerInvoker invoker = new RequestContextInvoker(code);
        invoker = new DispatchInvoker(vertx, handler.executionModel(), invoker);
        return new InFlightInvoker(inFlight, invoker);
    }
}
