package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.vertx.core.Vertx;

/** The one way from a trigger to a method, put together of small invokers; the last one here is the first to be called. */
@Singleton
public class InvocationPipeline implements HandlerInvokers {

    private final RootContexts roots;
    private final InFlight inFlight;
    private final ServiceRegistry services;
    private final RequestContexts requestContexts;
    private final List<InvocationObserver.Factory> observers;
    private final Executor workers;
    private final ManagedContext requestContext = Arc.container().requestContext();

    InvocationPipeline(Vertx vertx, InFlight inFlight, ServiceRegistry services, RequestContexts requestContexts,
            @All List<InvocationObserver.Factory> observers, ScheduledExecutorService workers) {
        this.roots = new RootContexts(vertx);
        this.inFlight = inFlight;
        this.services = services;
        this.requestContexts = requestContexts;
        this.observers = observers;
        this.workers = workers;
    }

    @Override
    public HandlerInvoker create(HandlerDescription handler) {
        InvocationObserver observers = InvocationObservers.of(handler, this.observers);
        MethodInvoker method = new MethodInvoker(handler);
        return create(handler, observers, new PreparingInvoker(observers, handler.layers().isEmpty() ? method
                : new LayeredInvoker(handler, services.get(handler.service()), requestContext, place(handler), method)));
    }

    @Override
    public HandlerInvoker create(HandlerDescription handler, HandlerInvoker code) {
        return create(handler, InvocationObservers.of(handler, observers), code);
    }

    private HandlerInvoker create(HandlerDescription handler, InvocationObserver observers, HandlerInvoker code) {
        HandlerInvoker invoker = requestContexts.used() ? new RequestContextInvoker(requestContext, code) : code;
        if (observers != null) {
            invoker = new ObservedInvoker(observers, invoker);
        }
        invoker = new DispatchInvoker(roots, place(handler), invoker);
        return new InFlightInvoker(inFlight, inFlight.tasks(handler.transport()), invoker);
    }

    private ExecutionPlace place(HandlerDescription handler) {
        return new ExecutionPlace(handler.executionModel(), workers);
    }
}
