package io.quarkiverse.tomodachi.runtime.http;

import java.util.List;

import org.jboss.logging.Logger;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.ErrorHandlers.ErrorHandler;
import io.quarkiverse.tomodachi.runtime.http.response.HttpResponseWriter;
import io.quarkiverse.tomodachi.runtime.http.response.ResultFormat;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers requests that failed: by the error handler of the status, or with the text of the status. */
final class HttpFailures {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final ErrorHandlers handlers;
    private final HttpResponseWriter writer;
    private final List<FailureTranslator> translators;

    HttpFailures(ErrorHandlers handlers, HttpResponseWriter writer, List<FailureTranslator> translators) {
        this.handlers = handlers;
        this.writer = writer;
        this.translators = List.copyOf(translators);
    }

    boolean handles(int status) {
        return handlers.handles(status);
    }

    /**
     * Whether there is an error handler for a failure of security; what there is none for Quarkus answers.
     *
     * @param route the route that matched, {@code null} if none did
     */
    boolean answers(HttpRoute route, Throwable failure) {
        return !FailureStatus.isRedirect(failure) && find(route, FailureStatus.of(failure), failure) != null;
    }

    private ErrorHandler find(HttpRoute route, int status, Throwable failure) {
        return handlers.find(status, route == null ? null : route.service(), failure);
    }

    /** @param route the route whose handler failed, {@code null} if none matched */
    void respond(RoutingContext context, HttpRoute route, Throwable thrown) {
        if (!Exchange.of(context).fail()) {
            LOG.debugf(thrown, "A request failed in %s while a failure of it is answered", place(route));
            return;
        }
        if (isTooLate(context, route, thrown)) {
            return;
        }
        if (!context.request().isEnded()) {
            // nobody reads the body any more, and the next request on the connection comes after it
            context.request().resume();
        }
        Throwable failure = translate(route, thrown);
        int status = FailureStatus.of(failure);
        ErrorHandler handler = find(route, status, failure);
        if (FailureStatus.isOfSecurity(failure)) {
            refuse(context, handler, status, failure);
            return;
        }
        if (status == 500) {
            LOG.errorf(failure, "A request failed in %s", place(route));
        }
        if (handler == null) {
            plain(context, route, status, failure);
        } else {
            call(context, handler, status, failure);
        }
    }

    private static boolean isTooLate(RoutingContext context, HttpRoute route, Throwable failure) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            LOG.debugf(failure, "A request failed after its response, or its client, was gone");
            return true;
        }
        if (response.headWritten()) {
            LOG.errorf(failure, "A request failed in %s after its response had begun", place(route));
            response.reset();
            return true;
        }
        return false;
    }

    private static String place(HttpRoute route) {
        return route == null ? "the router" : route.id();
    }

    private Throwable translate(HttpRoute route, Throwable failure) {
        for (FailureTranslator translator : translators) {
            HttpException translated = route == null ? null : translator.translate(route.id(), failure);
            if (translated != null) {
                return translated;
            }
        }
        return failure;
    }

    /** An error handler may write the body of what Quarkus answers; the challenge for the caller is Quarkus' own. */
    private void refuse(RoutingContext context, ErrorHandler handler, int status, Throwable failure) {
        boolean challenged = context.response().getStatusCode() == status;
        boolean unchallenged = failure instanceof ForbiddenException || failure instanceof AuthenticationCompletionException;
        if (FailureStatus.isRedirect(failure)) {
            leave(context, failure);
        } else if (handler != null && (challenged || unchallenged)) {
            call(context, handler, status, failure);
        } else if (handler != null || failure instanceof AuthenticationFailedException && !challenged) {
            challenge(context, handler, status, failure);
        } else {
            leave(context, failure);
        }
    }

    /** Leaves the answer to Quarkus. A failure handler that failed the request again would be called again, without end. */
    private static void leave(RoutingContext context, Throwable failure) {
        Exchange.of(context).leave();
        if (context.failed()) {
            context.next();
        } else {
            context.fail(failure);
        }
    }

    /** @param handler writes the body, {@code null} for none */
    private void challenge(RoutingContext context, ErrorHandler handler, int status, Throwable failure) {
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        Uni<Boolean> sent = authenticator == null ? Uni.createFrom().item(true) : authenticator.sendChallenge(context);
        sent.subscribe().with(ignored -> {
            if (context.response().ended()) {
                return;
            }
            int answered = context.response().getStatusCode();
            if (handler != null && (answered == status || authenticator == null)) {
                call(context, handler, status, failure);
            } else {
                // such as a redirect to where the caller logs in
                context.response().setStatusCode(answered == 200 ? status : answered).end();
            }
        }, e -> leave(context, e));
    }

    private void call(RoutingContext context, ErrorHandler handler, int status, Throwable failure) {
        HttpErrorInvocation invocation = new HttpErrorInvocation(context, status, failure);
        handler.invoker().invoke(invocation).whenComplete((result, second) -> {
            if (second != null) {
                failedAgain(context, handler, status, Failures.unwrap(second));
            } else {
                invocation.write(result, () -> write(context, handler, status, result));
            }
        });
        invocation.begin();
    }

    private Future<Void> write(RoutingContext context, ErrorHandler handler, int status, Object result) {
        try {
            return writer.write(context, handler.service(), handler.format(), status, result)
                    .onFailure(e -> failedAgain(context, handler, status, e));
        } catch (Throwable e) {
            failedAgain(context, handler, status, e);
            return Future.failedFuture(e);
        }
    }

    /** The handler of 500 has one try, so that no failure leads to another without end. */
    private void failedAgain(RoutingContext context, ErrorHandler handler, int status, Throwable failure) {
        if (context.response().ended() || context.response().closed()) {
            LOG.debugf(failure, "The error handler of status %d failed after the response, or its client, was gone", status);
            return;
        }
        LOG.errorf(failure, "The error handler of status %d failed", status);
        ErrorHandler last = status == 500 ? null : handlers.find(500, handler.service(), failure);
        if (last == null || context.response().headWritten()) {
            end(context, 500, "");
        } else {
            call(context, last, 500, failure);
        }
    }

    private void plain(RoutingContext context, HttpRoute route, int status, Throwable failure) {
        if (!(failure instanceof HttpException http) || http.response() == null) {
            end(context, status, status == 500 ? "" : HttpResponseStatus.valueOf(status).reasonPhrase());
            return;
        }
        try {
            Service service = route == null ? null : route.service();
            writer.write(context, service, ResultFormat.ANY, status, http.response()).onFailure(e -> unwritable(context, e));
        } catch (Throwable e) {
            unwritable(context, e);
        }
    }

    private static void unwritable(RoutingContext context, Throwable failure) {
        LOG.errorf(failure, "The response of an exception could not be written");
        end(context, 500, "");
    }

    private static void end(RoutingContext context, int status, String text) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            response.reset();
            return;
        }
        response.setStatusCode(status);
        if (status == 204 || status == 304) {
            response.end();
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, HttpResponseWriter.TEXT).end(text);
        }
    }
}
