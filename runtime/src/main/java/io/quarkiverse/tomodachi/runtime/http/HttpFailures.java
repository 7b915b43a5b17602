package io.quarkiverse.tomodachi.runtime.http;

import java.util.List;

import org.jboss.logging.Logger;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.response.HttpResponseWriter;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers requests that failed: by the error handler of the status, or with the text of the status. */
final class HttpFailures {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final List<ErrorHandler> handlers;
    private final HttpResponseWriter writer;

    HttpFailures(List<ErrorHandler> handlers, HttpResponseWriter writer) {
        this.handlers = List.copyOf(handlers);
        this.writer = writer;
    }

    record ErrorHandler(int status, Service service, HandlerInvoker invoker) {
    }

    boolean handles(int status) {
        return find(status, null) != null;
    }

    /** @param route the route whose handler failed, {@code null} if none matched */
    void respond(RoutingContext context, HttpRoute route, Throwable failure) {
        if (context.response().ended() || context.response().closed()) {
            LOG.debugf(failure, "A request failed after its response, or its client, was gone");
            return;
        }
        if (context.response().headWritten()) {
            LOG.errorf(failure, "A request failed in %s after its response had begun",
                    route == null ? "the router" : route.id());
            context.response().reset();
            return;
        }
        if (isOfSecurity(failure)) {
            context.fail(failure);
            return;
        }
        int status = failure instanceof HttpException http ? http.status() : 500;
        if (status == 500) {
            LOG.errorf(failure, "A request failed in %s", route == null ? "the router" : route.id());
        }
        ErrorHandler handler = find(status, route == null ? null : route.service());
        if (handler == null) {
            plain(context, route, status, failure);
            return;
        }
        handler.invoker().invoke(new HttpErrorInvocation(context, status, failure)).whenComplete((result, second) -> {
            try {
                if (second != null) {
                    throw Failures.unwrap(second);
                }
                writer.write(context, handler.service(), status, result);
            } catch (Throwable error) {
                LOG.errorf(error, "The error handler of status %d failed", status);
                end(context, 500, "");
            }
        });
    }

    /** What Quarkus answers itself, with a challenge where there is one. */
    static boolean isOfSecurity(Throwable failure) {
        return failure instanceof UnauthorizedException || failure instanceof ForbiddenException
                || failure instanceof AuthenticationException;
    }

    private ErrorHandler find(int status, Service service) {
        ErrorHandler found = null;
        for (ErrorHandler handler : handlers) {
            if (handler.status() == status && (found == null || handler.service() == service)) {
                found = found != null && found.service() == service ? found : handler;
            }
        }
        return found;
    }

    private void plain(RoutingContext context, HttpRoute route, int status, Throwable failure) {
        if (failure instanceof HttpException http && http.response() != null) {
            try {
                writer.write(context, route == null ? null : route.service(), status, http.response());
                return;
            } catch (Throwable e) {
                LOG.errorf(e, "The response of an exception could not be written");
                end(context, 500, "");
                return;
            }
        }
        end(context, status, status == 500 ? "" : HttpResponseStatus.valueOf(status).reasonPhrase());
    }

    private static void end(RoutingContext context, int status, String text) {
        if (context.response().ended() || context.response().headWritten()) {
            context.response().reset();
            return;
        }
        context.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, HttpResponseWriter.TEXT).end(text);
    }
}
