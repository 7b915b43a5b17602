package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.counting.CallCounter;
import io.quarkiverse.tomodachi.devservices.aws.counting.CallInfo;
import io.quarkiverse.tomodachi.devservices.aws.fault.Fate;
import io.quarkiverse.tomodachi.devservices.aws.fault.FaultInjector;
import io.quarkiverse.tomodachi.devservices.aws.fault.Treatment;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpExchange;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpRequest;
import io.quarkiverse.tomodachi.devservices.aws.http.HttpResponse;

/** Finds the protocol, the service and the action of a request, runs the action and answers. */
public final class Dispatcher {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final String DROPPED = "Dropped";

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
        dispatch(call, request, exchange);
    }

    /** The answer to what is not HTTP this server takes. */
    public HttpResponse refuse(int status, String reason) {
        return query.failure(
                new ServiceError(status, "MalformedInput", "com.amazon.coral.service#SerializationException", reason));
    }

    private void dispatch(WireCall call, HttpRequest request, HttpExchange exchange) {
        Action action = call.service() == null ? null : call.service().actions().get(call.action());
        if (action == null) {
            exchange.respond(call.failure(unknownAction(call.action())));
            return;
        }
        String name = call.service().signingName() + "." + call.action();
        Input input;
        try {
            input = call.input();
        } catch (ServiceError e) {
            counter.began(name, null);
            new Running(call, name, null, exchange, Fate.RUN).end(null, e);
            return;
        }
        String resource = CallSubject.resource(input);
        counter.began(name, resource);
        Treatment treatment = faults.treat(name, resource);
        Running running = new Running(call, name, resource, exchange, treatment.fate());
        Call parameters = new Call(input, baseUrl(request), request.header("x-amzn-trace-id"), exchange::connected,
                exchange::onAbort, treatment);
        if (treatment.delayMillis() > 0) {
            scheduler.accept(treatment.delayMillis(), () -> running.run(action, parameters));
        } else {
            running.run(action, parameters);
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

    /** A call that was understood, until it is answered. */
    private final class Running {
        private final WireCall call;
        private final String name;
        private final String resource;
        private final HttpExchange exchange;
        private final Fate fate;

        Running(WireCall call, String name, String resource, HttpExchange exchange, Fate fate) {
            this.call = call;
            this.name = name;
            this.resource = resource;
            this.exchange = exchange;
            this.fate = fate;
        }

        void run(Action action, Call parameters) {
            ServiceError error = FaultErrors.of(fate, call.service(), call.action());
            if (error != null) {
                end(null, error);
            } else if (fate == Fate.DROP) {
                drop();
            } else {
                try {
                    action.run(parameters).whenComplete(this::end);
                } catch (RuntimeException e) {
                    end(null, e);
                }
            }
        }

        void end(ObjectNode output, Throwable failure) {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof CancellationException) {
                // the client left while it waited
                return;
            }
            if (fate == Fate.LOSE_ANSWER) {
                drop();
            } else if (cause == null) {
                // counted first: who has the answer may look at the counts at once
                counter.ended(new CallInfo(name, resource, CallSubject.messages(call.action(), output), null));
                exchange.respond(call.success(output));
            } else {
                fail(cause);
            }
        }

        private void fail(Throwable cause) {
            if (!(cause instanceof ServiceError)) {
                LOG.log(Level.ERROR, "Action " + call.action() + " failed", cause);
            }
            ServiceError error = cause instanceof ServiceError known ? known : ServiceError.internal();
            counter.ended(new CallInfo(name, resource, 0, error.code()));
            exchange.respond(call.failure(error));
        }

        private void drop() {
            counter.ended(new CallInfo(name, resource, 0, DROPPED));
            exchange.drop();
        }
    }
}
