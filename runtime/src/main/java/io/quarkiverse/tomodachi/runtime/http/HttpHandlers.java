package io.quarkiverse.tomodachi.runtime.http;

import java.util.Set;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.vertx.ext.web.RoutingContext;

/** Carries the dispatcher between recorder methods, and is what other routes have to do with it. */
public final class HttpHandlers {

    private final HttpDispatcher dispatcher;
    /** {@code null} if nobody asks for them. */
    private final RouteNames names;

    HttpHandlers(HttpDispatcher dispatcher, RouteNames names) {
        this.dispatcher = dispatcher;
        this.names = names;
    }

    HttpDispatcher dispatcher() {
        return dispatcher;
    }

    /** Tells what the path would take, for a request that goes on unanswered: it gets 405 if nobody answers it. */
    public static void allow(RoutingContext context, Set<String> methods) {
        UnansweredRequests.allow(context, methods);
    }

    /** Remembers what keeps a path from being taken, for a request that goes on: it is the answer if nobody answers it. */
    public static void refuse(RoutingContext context, HttpException reason) {
        UnansweredRequests.refuse(context, reason);
        context.next();
    }

    /** Answers a request that failed, as one whose handler did. */
    public void fail(RoutingContext context, Throwable failure) {
        dispatcher.fail(context, failure);
    }

    /** Tells which pattern the path matched, for those who measure requests. */
    public void name(RoutingContext context, String pattern) {
        if (names != null) {
            names.tell(context, pattern);
        }
    }

    /**
     * Writes a line into the access log when the request is answered, unless with one of these statuses.
     *
     * @param service whose setting counts
     */
    public void logEnd(RoutingContext context, Service service, Set<Integer> unlogged) {
        dispatcher.logEnd(context, service, unlogged);
    }
}
