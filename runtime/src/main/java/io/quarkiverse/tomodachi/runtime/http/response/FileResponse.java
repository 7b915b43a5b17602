package io.quarkiverse.tomodachi.runtime.http.response;

import java.nio.file.Path;

import io.quarkiverse.tomodachi.runtime.http.file.DiskFile;
import io.quarkiverse.tomodachi.runtime.http.file.FileResponder;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes the content of a file, or the part of it that the client asks for. */
final class FileResponse {

    private FileResponse() {
    }

    static Future<Void> write(RoutingContext context, ResponseHead head, Path path) {
        return context.vertx().executeBlocking(() -> DiskFile.of(path), false).compose(file -> {
            int status = head.effectiveStatus();
            if (status == 204 || status == 304) {
                head.apply(context.response(), head.givenType());
                return context.response().end();
            }
            return respond(context, head, file);
        }).recover(failure -> context.response().headWritten() || context.response().closed() ? Future.succeededFuture()
                : Future.failedFuture(failure));
    }

    /** What answers in place of a file that cannot be opened has none of the headers that were meant for the file. */
    private static Future<Void> respond(RoutingContext context, ResponseHead head, DiskFile file) {
        HttpServerResponse response = context.response();
        MultiMap headers = HttpHeaders.headers().addAll(response.headers());
        head.applyHeaders(response, head.givenType());
        return FileResponder.respond(context, head.effectiveStatus(), head.reason(), file).onFailure(failure -> {
            if (!response.headWritten() && !response.closed()) {
                response.headers().setAll(headers);
            }
        });
    }
}
