package io.quarkiverse.tomodachi.runtime.http.file;

import java.io.IOException;
import java.util.Date;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.tomodachi.runtime.http.file.Conditions.Outcome;
import io.quarkiverse.tomodachi.runtime.http.transfer.PieceTransfer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request with a file: conditions of the client are evaluated, one range of bytes is sent on its own, and nothing
 * but headers answers {@code HEAD}. A request for several ranges gets the whole file.
 */
public final class FileResponder {

    private FileResponder() {
    }

    /**
     * May be called on any thread, and does not block it. Headers that the response has already are kept: an {@code ETag} or
     * {@code Last-Modified} among them counts in conditions, a {@code Content-Type} is not replaced.
     *
     * @param status the status of an answer with the whole file; conditions and ranges count only where it is 200
     * @param reason the reason phrase of that answer, {@code null} for the standard one
     * @return completes when the response was handed over to the connection, or the connection given up after a failure during
     *         the transfer. It fails with an {@link IOException} if the file cannot be opened; nothing is sent then, and no
     *         header changed
     */
    public static Future<Void> respond(RoutingContext context, int status, String reason, FileSource file) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return Future.failedFuture(new IOException("The client is gone"));
        }
        String etag = response.headers().contains(HttpHeaders.ETAG) ? response.headers().get(HttpHeaders.ETAG) : file.etag();
        // what another method was to do is done: its conditions come too late
        boolean conditional = status == 200 && isReading(context.request().method());
        Outcome outcome = conditional ? conditions(context, file, etag).evaluate() : Outcome.SEND_WHOLE;
        switch (outcome) {
            case NOT_MODIFIED:
                validators(response.headers(), file, etag);
                return empty(response, 304);
            case FAILED:
                return empty(response, 412);
            default:
                String range = context.request().getHeader(HttpHeaderNames.RANGE);
                boolean ranged = outcome == Outcome.SEND && range != null && context.request().method() == HttpMethod.GET;
                return send(context, status, reason, file, etag, ranged ? ByteRange.parse(range, file.size()) : null);
        }
    }

    private static boolean isReading(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static Conditions conditions(RoutingContext context, FileSource file, String etag) {
        String modified = context.response().headers().get(HttpHeaders.LAST_MODIFIED);
        Date given = modified == null ? null : DateFormatter.parseHttpDate(modified);
        return new Conditions(context.request().headers(), etag, given == null ? file.modified() : given.toInstant());
    }

    private static Future<Void> send(RoutingContext context, int status, String reason, FileSource file, String etag,
            ByteRange range) {
        HttpServerResponse response = context.response();
        if (range == ByteRange.UNSATISFIABLE) {
            response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
            return empty(response, 416);
        }
        ByteRange part = range == null ? new ByteRange(0, file.size()) : range;
        Runnable head = () -> {
            MultiMap headers = response.headers();
            response.setStatusCode(range == null ? status : 206);
            if (range == null && reason != null) {
                response.setStatusMessage(reason);
            }
            validators(headers, file, etag);
            if (!headers.contains(HttpHeaders.CONTENT_TYPE)) {
                headers.set(HttpHeaders.CONTENT_TYPE, file.contentType());
            }
            if (status == 200) {
                headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
            }
            if (range != null) {
                headers.set(HttpHeaders.CONTENT_RANGE, range.contentRange(file.size()));
            }
            headers.set(HttpHeaders.CONTENT_LENGTH, String.valueOf(part.length()));
        };
        if (context.request().method() == HttpMethod.HEAD || part.length() == 0) {
            head.run();
            return response.end();
        }
        return new PieceTransfer(context, new FilePieces(file, part.offset(), part.length()), head).send();
    }

    private static void validators(MultiMap headers, FileSource file, String etag) {
        headers.set(HttpHeaders.ETAG, etag);
        if (file.modified() != null && !headers.contains(HttpHeaders.LAST_MODIFIED)) {
            headers.set(HttpHeaders.LAST_MODIFIED, DateFormatter.format(Date.from(file.modified())));
        }
    }

    private static Future<Void> empty(HttpServerResponse response, int status) {
        response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_LENGTH)
                .remove(HttpHeaders.CONTENT_ENCODING);
        if (status != 304) {
            response.headers().remove(HttpHeaders.CACHE_CONTROL);
        }
        return response.setStatusCode(status).end();
    }
}
