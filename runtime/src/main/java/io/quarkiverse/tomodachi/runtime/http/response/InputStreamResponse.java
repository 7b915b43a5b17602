package io.quarkiverse.tomodachi.runtime.http.response;

import java.io.InputStream;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.http.transfer.PieceTransfer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes what a stream gives, as fast as the connection takes it. */
final class InputStreamResponse {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final ResponseHead head;
    private final StreamPieces pieces;

    InputStreamResponse(RoutingContext context, ResponseHead head, InputStream stream) {
        this.context = context;
        this.response = context.response();
        this.head = head;
        this.pieces = new StreamPieces(stream);
    }

    Future<Void> write() {
        if (!HttpResponseWriter.isWithoutBody(context, head)) {
            return new PieceTransfer(context, pieces, this::begin).send();
        }
        close();
        head.apply(response, head.plainType());
        return response.end();
    }

    private void begin() {
        head.apply(response, head.plainType());
        response.setChunked(true);
    }

    private void close() {
        context.vertx().executeBlocking(() -> {
            pieces.close();
            return null;
        }, false).onFailure(e -> LOG.debug("A stream could not be closed", e));
    }
}
