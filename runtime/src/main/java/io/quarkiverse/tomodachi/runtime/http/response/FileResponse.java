package io.quarkiverse.tomodachi.runtime.http.response;

import java.nio.file.Path;

import io.quarkiverse.tomodachi.runtime.http.file.DiskFile;
import io.quarkiverse.tomodachi.runtime.http.file.FileResponder;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes the content of a file, or the part of it that the client asks for. */
final class FileResponse {

    private FileResponse() {
    }

    static Future<Void> write(RoutingContext context, ResponseHead head, Path path) {
        return context.vertx().executeBlocking(() -> DiskFile.of(path), false).compose(file -> {
            HttpServerResponse response = context.response();
            head.apply(response, head.givenType());
            int status = head.effectiveStatus();
            return status == 204 || status == 304 ? response.end() : FileResponder.respond(context, status, file);
        }).recover(failure -> context.response().headWritten() || context.response().closed() ? Future.succeededFuture()
                : Future.failedFuture(failure));
    }
}
