package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.http.HttpExchange;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/** Finds the protocol, the service and the action of a request, runs the action and answers. */
public final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final JsonProtocol json;
    private final QueryProtocol query;
    private final CallCounter counter;
    private final String defaultHost;

    public Dispatcher(List<Service> services, CallCounter counter, String defaultHost) {
        this.json = new JsonProtocol(services);
        this.query = new QueryProtocol(services);
        this.counter = counter;
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
        try {
            Action action = call.service() == null ? null : call.service().actions().get(call.action());
            if (action == null) {
                throw unknownAction(call.action());
            }
            counter.count(call.service(), call.action());
            Call parameters = new Call(call.input(), baseUrl(request), exchange::connected, exchange::onAbort);
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
