package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.http.routing.HttpPaths;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.ext.web.RoutingContext;

/** Serves files to {@code GET} and {@code HEAD}. */
final class StaticFilesHandler implements Handler<RoutingContext> {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final List<StaticFolder> folders;
    private final String rootPath;

    StaticFilesHandler(List<StaticFolder> folders, String rootPath) {
        this.folders = folders;
        this.rootPath = rootPath;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            context.next();
            return;
        }
        Map<StaticFolder, String> names = names(context);
        if (names.isEmpty()) {
            context.next();
            return;
        }
        context.vertx().executeBlocking(() -> find(names), false).onComplete(found -> {
            if (found.failed() || found.result() == null) {
                context.next();
            } else {
                send(context, found.result());
            }
        });
    }

    /** The file names that the path means in the folders whose URL it is below. */
    private Map<StaticFolder, String> names(RoutingContext context) {
        Map<StaticFolder, String> names = new LinkedHashMap<>();
        try {
            String path = HttpPaths.of(context, rootPath);
            for (StaticFolder folder : folders) {
                String name = folder.fileName(path);
                if (name != null) {
                    names.put(folder, name);
                }
            }
        } catch (IllegalArgumentException e) {
            names.clear();
        }
        return names;
    }

    private record Found(Path file, long size, Instant modified) {

        String etag() {
            return '"' + Long.toHexString(modified.toEpochMilli()) + '-' + Long.toHexString(size) + '"';
        }
    }

    private static Found find(Map<StaticFolder, String> names) throws IOException {
        for (Map.Entry<StaticFolder, String> candidate : names.entrySet()) {
            Path file = candidate.getKey().resolve(candidate.getValue());
            if (file != null) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Found(file, attributes.size(), attributes.lastModifiedTime().toInstant());
            }
        }
        return null;
    }

    private static void send(RoutingContext context, Found found) {
        context.request().resume();
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.ETAG, found.etag());
        response.putHeader(HttpHeaders.LAST_MODIFIED, HTTP_DATE.format(found.modified()));
        if (isKnownToClient(context, found)) {
            response.setStatusCode(304).end();
            return;
        }
        String type = MimeMapping.getMimeTypeForFilename(found.file().getFileName().toString());
        if (type == null) {
            type = "application/octet-stream";
        } else if (type.startsWith("text/")) {
            type += "; charset=utf-8";
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(found.size())).end();
        } else {
            response.sendFile(found.file().toString()).onFailure(context::fail);
        }
    }

    private static boolean isKnownToClient(RoutingContext context, Found found) {
        String etags = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (etags != null) {
            return etags.contains(found.etag()) || "*".equals(etags.trim());
        }
        String since = context.request().getHeader(HttpHeaders.IF_MODIFIED_SINCE);
        try {
            return since != null && !found.modified().truncatedTo(ChronoUnit.SECONDS)
                    .isAfter(Instant.from(HTTP_DATE.parse(since)));
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
