package io.quarkiverse.tomodachi.runtime.http.body;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Reads the body of a request as it is, whatever its content type. The body handler of Quarkus decodes forms, which is
 * not what a handler wants that takes the body itself; and {@code curl -d} calls everything a form.
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
