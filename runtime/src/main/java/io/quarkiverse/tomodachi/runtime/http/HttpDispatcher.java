package io.quarkiverse.tomodachi.runtime.http;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.body.BodyReader;
import io.quarkiverse.tomodachi.runtime.http.body.UnreadableBody;
import io.quarkiverse.tomodachi.runtime.http.body.UnwantedBody;
import io.quarkiverse.tomodachi.runtime.http.log.AccessLog;
import io.quarkiverse.tomodachi.runtime.http.response.HttpResponseWriter;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpPaths;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRouteTable;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRouteTable.Match;
import io.quarkiverse.tomodachi.runtime.http.routing.MatchingSteps;
import io.quarkiverse.tomodachi.runtime.http.routing.PathTooCostlyException;
import io.quarkiverse.tomodachi.runtime.http.security.PathPolicies;
import io.quarkiverse.tomodachi.runtime.invocation.Completion;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes a request from match to response. On the router it is several handlers in a row, because the body is read between the
 * match and the call of the handler.
 */
final class HttpDispatcher {

    private final HttpRouteTable routes;
    private final HttpResponseWriter writer;
    private final HttpFailures failures;
    private final AccessLog accessLog;
    private final String rootPath;
    private final long bodyLimit;
    private final boolean answersChallenges;
    private final PathPolicies policies;
    private final UnansweredRequests unanswered;
    /** {@code null} if nobody asks for them. */
    private final RouteNames names;
    private volatile boolean paused;

    HttpDispatcher(HttpRouteTable routes, HttpResponseWriter writer, HttpFailures failures, AccessLog accessLog,
            String rootPath, long bodyLimit, PathPolicies policies, RouteNames names) {
        this.names = names;
        this.policies = policies;
        this.bodyLimit = bodyLimit;
        this.routes = routes;
        this.writer = writer;
        this.failures = failures;
        this.answersChallenges = failures.handles(401);
        this.accessLog = accessLog;
        this.rootPath = rootPath;
        this.unanswered = new UnansweredRequests(failures, accessLog);
    }

    /** Finds the route and reads the body, or lets the router go on to other routes. Without a body the handler is called. */
    void enter(RoutingContext context, BodyReader reader) {
        if (paused) {
            refuseWhilePaused(context);
            return;
        }
        Match match = find(context);
        if (match == null || match.route() == null) {
            context.next();
            return;
        }
        accessLog.onEnd(context, match.route().service(), match.route().unlogged());
        if (policies.hold(context)) {
            proceed(context, match, reader);
        } else {
            VertxContexts.remember(context);
            policies.check(context, () -> proceed(context, match, reader));
        }
    }

    private void proceed(RoutingContext context, Match match, BodyReader reader) {
        if (BodyReader.hasBody(context.request())) {
            VertxContexts.remember(context);
            reader.read(context, match.route().takesBody(), match.route().takesContext());
        } else {
            context.request().resume();
            execute(context, match);
        }
    }

    private static void refuseWhilePaused(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.request().resume();
        context.response().setStatusCode(503).end();
    }

    /** @return {@code null} if the path is not taken, for a reason that is remembered */
    private Match find(RoutingContext context) {
        try {
            Match match = routes.find(context.request().method().name(), HttpPaths.of(context, rootPath),
                    routes.isDirect() ? null : MatchingSteps.of(context));
            Exchange.begin(context, match);
            if (names != null && match.route() != null) {
                names.tell(context, match.route().url());
            }
            return match;
        } catch (IllegalArgumentException e) {
            UnansweredRequests.refuse(context, new HttpException(400, e.getMessage(), e));
        } catch (PathTooCostlyException e) {
            UnansweredRequests.refuse(context, e);
        }
        return null;
    }

    /** Lets an error handler answer what the server would refuse by itself: a body announced as larger than the limit. */
    void refuseLargeBody(RoutingContext context) {
        if (!failures.handles(413) || !BodyReader.exceeds(context.request(), bodyLimit)) {
            context.next();
            return;
        }
        accessLog.onEnd(context, null, Set.of());
        UnwantedBody.discard(context);
        failures.respond(context, null, new HttpException(413));
    }

    /**
     * Answers what the router itself refuses: a request without path or host. To Quarkus this would be an error of the
     * application, which it logs.
     */
    void refuse(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null || failure.getClass() != VertxException.class || context.statusCode() != 400) {
            context.next();
            return;
        }
        accessLog.onEnd(context, null, Set.of());
        failures.respond(context, null, new HttpException(400, failure.getMessage(), failure));
    }

    /** Answers a request whose body cannot be read, nor where it ends. */
    void refuseCoding(RoutingContext context) {
        accessLog.onEnd(context, null, Set.of());
        UnwantedBody.discard(context);
        failures.respond(context, null, new HttpException(501));
    }

    void pause() {
        paused = true;
    }

    /** Ends the responses that have no end of their own. */
    void drain() {
        writer.endEvents();
    }

    /** Calls the handler, once the body was read, and writes its result. */
    void execute(RoutingContext context) {
        Exchange exchange = Exchange.of(context);
        if (exchange.route() != null) {
            execute(context, exchange.match());
        } else {
            context.next();
        }
    }

    private void execute(RoutingContext context, Match match) {
        HttpRoute route = match.route();
        Uni<SecurityIdentity> deferred = DeferredAuthentication.of(context);
        if (deferred != null && answersChallenges) {
            DeferredAuthentication.leaveFailures(context);
        }
        if (deferred == null || !route.identified()) {
            invoke(context, match);
        } else {
            VertxContexts.remember(context);
            deferred.subscribe().with(identity -> {
                QuarkusHttpUser.setIdentity(identity, context);
                invoke(context, match);
            }, failure -> failures.respond(context, route, failure));
        }
    }

    private void invoke(RoutingContext context, Match match) {
        HttpRoute route = match.route();
        accessLog.handling(context);
        HttpInvocation invocation = new HttpInvocation(context, route.pattern().groups(), match.groups(),
                VertxContexts.of(context), route.mayAnswer());
        if (route.takesContext()) {
            context.pathParams().putAll(invocation.namedGroups());
        }
        Exchange.of(context).handledBy(invocation.context());
        CompletionStage<Object> stage = route.invoker().invoke(invocation);
        if (Completion.hasSucceeded(stage)) {
            succeeded(invocation, route, Completion.resultOf(stage));
            return;
        }
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                succeeded(invocation, route, result);
            } else {
                Throwable cause = Failures.unwrap(failure);
                failures.respond(context, route, cause);
                accessLog.handled(context, FailureStatus.of(cause));
            }
        });
        invocation.begin();
    }

    private void succeeded(HttpInvocation invocation, HttpRoute route, Object result) {
        RoutingContext context = invocation.routing();
        if (!Exchange.of(context).isFailing()) {
            invocation.write(result, () -> write(context, route, result));
        }
        accessLog.handled(context, context.response().getStatusCode());
    }

    private Future<Void> write(RoutingContext context, HttpRoute route, Object result) {
        try {
            Future<Void> written = writer.write(context, route.service(), route.format(), 200, result);
            if (!written.isComplete() || written.failed()) {
                written.onFailure(e -> failures.respond(context, route, e));
            }
            return written;
        } catch (Throwable e) {
            // errors too: nobody else would answer the client
            failures.respond(context, route, e);
            return Future.failedFuture(e);
        }
    }

    /** Answers what was raised on the way to the handler, such as a body that is too large. */
    void fail(RoutingContext context) {
        Throwable failure = context.failure();
        Exchange exchange = Exchange.of(context);
        HttpRoute route = exchange.route();
        if (FailureStatus.isOfSecurity(failure)) {
            if (failures.answers(route, failure)) {
                failures.respond(context, route, failure);
            } else {
                context.next();
            }
            return;
        }
        if (route == null) {
            context.next();
            return;
        }
        if (UnreadableBody.isCancelledUpload(failure)) {
            return;
        }
        HttpException refusal = UnreadableBody.refusalOfForm(context.statusCode(), failure);
        if (refusal == null && UnreadableBody.isCutOff(context.request(), failure)) {
            context.response().reset();
            return;
        }
        if (exchange.isFailing()) {
            // the rest of a body that was refused may fail, too
            return;
        }
        if (refusal == null && UnreadableBody.isMalformed(context.request(), failure)) {
            refusal = new HttpException(400, "The body is malformed", failure);
        }
        if (refusal != null || context.statusCode() == 413) {
            UnwantedBody.discard(context);
        }
        failures.respond(context, route, refusal != null ? refusal : raised(context));
    }

    private static Throwable raised(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null || context.statusCode() >= 400 && context.statusCode() != 500) {
            return new HttpException(context.statusCode() < 400 ? 500 : context.statusCode(), null, failure);
        }
        return failure;
    }

    /** @see HttpHandlers#fail(RoutingContext, Throwable) */
    void fail(RoutingContext context, Throwable failure) {
        failures.respond(context, null, failure);
    }

    /** @see HttpHandlers#logEnd(RoutingContext, Service, Set) */
    void logEnd(RoutingContext context, Service service, Set<Integer> unlogged) {
        accessLog.onEnd(context, service, unlogged);
    }

    /** The end of the router: nobody else knew the path either. */
    void unmatched(RoutingContext context) {
        Match match = Exchange.of(context).match();
        unanswered.answer(context, match == null ? Set.of() : match.allowed());
    }
}
