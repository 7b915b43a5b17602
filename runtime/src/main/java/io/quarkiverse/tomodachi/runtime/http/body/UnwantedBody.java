package io.quarkiverse.tomodachi.runtime.http.body;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * The rest of a body whose request is answered early. The connection ends with the answer, as the server would wait for the
 * end of the body otherwise; but a client that still sends would lose the answer with the connection, so it has a moment.
 */
public final class UnwantedBody {

    private static final long MOMENT_MILLIS = 1000;

    private UnwantedBody() {
    }

    /** To be called before the request is answered. */
    public static void discard(RoutingContext context) {
        if (context.response().headWritten()) {
            return;
        }
        boolean alone = context.request().version() != HttpVersion.HTTP_2;
        if (alone) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        // end handlers may have been called already, as for a client that is gone
        context.addBodyEndHandler(written -> context.vertx().runOnContext(ignored -> {
            if (alone) {
                close(context);
            } else {
                context.response().reset(0);
            }
        }));
    }

    private static void close(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        long timer = context.vertx().setTimer(MOMENT_MILLIS, elapsed -> request.connection().close());
        request.exceptionHandler(failure -> context.vertx().cancelTimer(timer)).handler(chunk -> {
            // nobody wants it
        }).endHandler(ended -> {
            context.vertx().cancelTimer(timer);
            request.connection().close();
        }).resume();
    }
}
