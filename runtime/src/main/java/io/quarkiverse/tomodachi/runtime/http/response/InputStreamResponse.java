package io.quarkiverse.tomodachi.runtime.http.response;

import java.io.IOException;
import java.io.InputStream;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes what a stream gives, read on worker threads one piece at a time, as fast as the connection takes it. */
final class InputStreamResponse {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");
    private static final int PIECE = 64 * 1024;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final ResponseHead head;
    private final InputStream stream;
    private final Promise<Void> done = Promise.promise();

    InputStreamResponse(RoutingContext context, ResponseHead head, InputStream stream) {
        this.context = context;
        this.response = context.response();
        this.head = head;
        this.stream = stream;
    }

    Future<Void> write() {
        if (HttpResponseWriter.isWithoutBody(context, head)) {
            begin();
            response.end();
            close();
        } else {
            next();
        }
        return done.future();
    }

    private void next() {
        context.vertx().executeBlocking(this::read, false).onSuccess(this::send).onFailure(this::fail);
    }

    private Buffer read() throws IOException {
        byte[] piece = stream.readNBytes(PIECE);
        return piece.length == 0 ? null : Buffer.buffer(piece);
    }

    private void send(Buffer piece) {
        try {
            if (!response.headWritten()) {
                begin();
                response.setChunked(true);
            }
            if (piece == null) {
                response.end();
                close();
            } else {
                response.write(piece).onSuccess(ignored -> next()).onFailure(gone -> close());
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void begin() {
        head.apply(response, head.plainType());
    }

    private void fail(Throwable failure) {
        if (response.headWritten()) {
            LOG.error("A stream failed after its response had begun", failure);
            response.reset();
            close();
        } else {
            done.tryFail(failure);
            close();
        }
    }

    private void close() {
        context.vertx().executeBlocking(() -> {
            stream.close();
            return null;
        }, false).onFailure(e -> LOG.debug("A stream could not be closed", e));
        done.tryComplete();
    }
}
