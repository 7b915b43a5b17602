package io.quarkiverse.tomodachi.runtime.http;

import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Requests that come to the end of the router: why a path was not taken is remembered on the way, and told only there. */
final class UnansweredRequests {

    private static final String REFUSAL = UnansweredRequests.class.getName() + ".refusal";
    private static final String ALLOWED = UnansweredRequests.class.getName() + ".allowed";

    private final HttpFailures failures;
    private final AccessLog accessLog;

    UnansweredRequests(HttpFailures failures, AccessLog accessLog) {
        this.failures = failures;
        this.accessLog = accessLog;
    }

    /** Remembers why a path is not taken, which may be no concern of another extension that answers it. */
    static void refuse(RoutingContext context, HttpException reason) {
        context.put(REFUSAL, reason);
    }

    /** Remembers the methods that the path would take. */
    static void allow(RoutingContext context, Set<String> methods) {
        context.put(ALLOWED, methods);
    }

    /** @param others the methods that handlers would take */
    void answer(RoutingContext context, Set<String> others) {
        Set<String> allowed = new TreeSet<>(context.get(ALLOWED, Set.of()));
        allowed.addAll(others);
        HttpException refusal = context.get(REFUSAL);
        if (refusal != null) {
            respond(context, refusal);
        } else if (!allowed.isEmpty()) {
            context.response().putHeader(HttpHeaders.ALLOW, String.join(",", allowed));
            respond(context, new HttpException(405));
        } else if (failures.handles(404) || LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            respond(context, new HttpException(404));
        } else {
            // to the page that tells developers what there is
            context.next();
        }
    }

    private void respond(RoutingContext context, HttpException failure) {
        accessLog.onEnd(context, null, Set.of());
        failures.respond(context, null, failure);
    }
}
