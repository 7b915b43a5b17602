package io.quarkiverse.tomodachi.runtime.http.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Reads the body of a request as it is, whatever its method and its content type. The body handler of Quarkus decodes forms,
 * which is not what a handler wants that takes the body itself; and {@code curl -d} calls everything a form. Bodies of methods
 * that seldom have one it leaves out.
 */
final class RawBody {

    private final RoutingContext context;
    private final long limit;
    private final Buffer body = Buffer.buffer();
    private boolean refused;

    RawBody(RoutingContext context, long limit) {
        this.context = context;
        this.limit = limit;
    }

    void read() {
        RoutingContextInternal internal = (RoutingContextInternal) context;
        if (internal.seenHandler(RoutingContextInternal.BODY_HANDLER) || context.request().isEnded()) {
            // another extension wanted it first
            context.next();
            return;
        }
        internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
        HttpServerRequest request = context.request();
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null && !HttpHeaders.CONTINUE.toString().equalsIgnoreCase(expected)) {
            context.fail(417);
        } else if (BodyReader.exceeds(request, limit)) {
            context.fail(413);
        } else {
            if (expected != null && request.version() != HttpVersion.HTTP_1_0) {
                // the client waits with the body until it knows that somebody wants it
                context.response().writeContinue();
            }
            receive();
        }
    }

    private void receive() {
        context.request().exceptionHandler(this::failed).handler(this::received).endHandler(ignored -> ended()).resume();
    }

    private void received(Buffer chunk) {
        if (refused) {
            return;
        }
        if (body.length() + (long) chunk.length() > limit) {
            refused = true;
            context.fail(413);
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void ended() {
        if (!refused) {
            ((RoutingContextInternal) context).setBody(body);
            context.next();
        }
    }

    private void failed(Throwable failure) {
        if (!refused) {
            refused = true;
            context.fail(failure);
        }
    }
}
