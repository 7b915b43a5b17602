package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.fault.FaultInjector;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpExchange;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/** Finds the protocol, the service and the action of a request, runs the action and answers. */
public final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final JsonProtocol json;
    private final QueryProtocol query;
    private final CallCounter counter;
    private final FaultInjector faults;
    private final BiConsumer<Long, Runnable> scheduler;
    private final String defaultHost;

    /** @param scheduler runs something after some milliseconds */
    public Dispatcher(List<Service> services, CallCounter counter, FaultInjector faults,
            BiConsumer<Long, Runnable> scheduler, String defaultHost) {
        this.json = new JsonProtocol(services);
        this.query = new QueryProtocol(services);
        this.counter = counter;
        this.faults = faults;
        this.scheduler = scheduler;
        this.defaultHost = defaultHost;
    }

    public void dispatch(HttpRequest request, HttpExchange exchange) {
        WireCall call;
        try {
            call = request.header("x-amz-target") != null ? json.read(request) : query.read(request);
        } catch (ServiceError e) {
            exchange.respond(query.failure(e));
            return;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A request failed", e);
            exchange.respond(query.failure(ServiceError.internal()));
            return;
        }
        run(call, request, exchange);
    }

    /** The answer to what is not HTTP this server takes. */
    public HttpResponse refuse(int status, String reason) {
        return query.failure(
                new ServiceError(status, "MalformedInput", "com.amazon.coral.service#SerializationException", reason));
    }

    private void run(WireCall call, HttpRequest request, HttpExchange exchange) {
        Action action = call.service() == null ? null : call.service().actions().get(call.action());
        if (action == null) {
            exchange.respond(call.failure(unknownAction(call.action())));
            return;
        }
        counter.count(call.service(), call.action());
        String name = call.service().signingName() + "." + call.action();
        long delay = faults.delayMillis(name);
        if (delay > 0) {
            scheduler.accept(delay, () -> run(call, name, action, request, exchange));
        } else {
            run(call, name, action, request, exchange);
        }
    }

    private void run(WireCall call, String name, Action action, HttpRequest request, HttpExchange exchange) {
        FaultInjector.Fate fate = faults.fateOf(name);
        if (fate == FaultInjector.Fate.DROP) {
            exchange.drop();
            return;
        }
        try {
            if (fate == FaultInjector.Fate.THROTTLE) {
                throw ServiceError.throttled(call.query());
            }
            Call parameters = new Call(call.input(), baseUrl(request), exchange::connected, () -> faults.failsEntry(name),
                    exchange::onAbort);
            CompletionStage<ObjectNode> output = action.run(parameters);
            output.whenComplete((result, failure) -> answer(call, exchange, result, failure));
        } catch (RuntimeException e) {
            answer(call, exchange, null, e);
        }
    }

    private void answer(WireCall call, HttpExchange exchange, ObjectNode output, Throwable failure) {
        if (failure == null) {
            exchange.respond(call.success(output));
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            // the client left while it waited
            return;
        }
        if (cause instanceof ServiceError error) {
            exchange.respond(call.failure(error));
        } else {
            LOG.log(Level.ERROR, "Action " + call.action() + " failed", cause);
            exchange.respond(call.failure(ServiceError.internal()));
        }
    }

    private static ServiceError unknownAction(String action) {
        return new ServiceError(400, "InvalidAction", "com.amazon.coral.service#UnknownOperationException",
                "The action " + action + " is not valid for this endpoint.");
    }

    private String baseUrl(HttpRequest request) {
        String host = request.header("host");
        return "http://" + (host == null || host.isEmpty() ? defaultHost : host);
    }
}
