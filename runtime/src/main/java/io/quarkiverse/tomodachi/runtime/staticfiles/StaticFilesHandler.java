package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.http.HttpHandlers;
import io.quarkiverse.tomodachi.runtime.http.file.FileResponder;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpPaths;
import io.quarkiverse.tomodachi.runtime.http.routing.MatchingSteps;
import io.quarkiverse.tomodachi.runtime.http.routing.PathSpelling;
import io.quarkiverse.tomodachi.runtime.http.routing.PathTooCostlyException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Serves files to {@code GET} and {@code HEAD}. What is no file goes on to later routes. */
public final class StaticFilesHandler implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final List<StaticSite> sites;
    private final String rootPath;
    private final HttpHandlers http;

    StaticFilesHandler(List<StaticSite> sites, String rootPath, HttpHandlers http) {
        this.sites = sites;
        this.rootPath = rootPath;
        this.http = http;
    }

    @Override
    public void handle(RoutingContext context) {
        if (isRead(context)) {
            find(context, answer -> answer(context, answer));
        } else {
            context.next();
        }
    }

    /** Comes when nobody else knew the path: whether there is a file decides what else is wrong. */
    void unmatched(RoutingContext context) {
        if (isRead(context)) {
            context.next();
            return;
        }
        find(context, file -> {
            HttpHandlers.allow(context, Set.of("GET", "HEAD"));
            context.next();
        });
    }

    private static boolean isRead(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private void find(RoutingContext context, Consumer<StaticAnswer> found) {
        String path;
        try {
            path = HttpPaths.of(context, rootPath);
        } catch (IllegalArgumentException e) {
            // not well encoded, which may be no concern of another extension that answers it
            context.next();
            return;
        }
        MatchingSteps steps = MatchingSteps.of(context);
        List<StaticSite> covering;
        try {
            covering = sites.stream().filter(site -> site.covers(path, steps)).toList();
        } catch (PathTooCostlyException e) {
            HttpHandlers.refuse(context, e);
            return;
        }
        if (covering.isEmpty()) {
            context.next();
            return;
        }
        List<ContentEncoding> accepted = ContentEncoding
                .acceptedBy(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        context.vertx().executeBlocking(() -> find(covering, path, accepted, steps), false).onComplete(answer -> {
            if (answer.cause() instanceof PathTooCostlyException refusal) {
                HttpHandlers.refuse(context, refusal);
            } else if (answer.failed()) {
                http.logEnd(context, covering.get(0).service(), covering.get(0).unlogged());
                http.fail(context, answer.cause());
            } else if (answer.result() == null) {
                context.next();
            } else {
                found.accept(answer.result());
            }
        });
    }

    private static StaticAnswer find(List<StaticSite> sites, String path, List<ContentEncoding> accepted,
            MatchingSteps steps) {
        for (StaticSite site : sites) {
            StaticAnswer answer = site.find(path, accepted, steps);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    private void answer(RoutingContext context, StaticAnswer answer) {
        http.logEnd(context, answer.site().service(), answer.site().unlogged());
        http.name(context, answer.site().pattern());
        context.request().resume();
        String canonical = PathSpelling.canonical(context.normalizedPath());
        if (answer.file() == null) {
            redirect(context, canonical + "/");
        } else if (!canonical.equals(context.normalizedPath())) {
            redirect(context, canonical);
        } else {
            send(context, answer);
        }
    }

    private static void redirect(RoutingContext context, String path) {
        String query = context.request().query();
        context.response().setStatusCode(301)
                .putHeader(HttpHeaders.LOCATION, query == null || query.isEmpty() ? path : path + "?" + query).end();
    }

    private static void send(RoutingContext context, StaticAnswer answer) {
        HttpServerResponse response = context.response();
        if (!answer.site().cacheControl().isEmpty()) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, answer.site().cacheControl());
        }
        if (answer.encoding() != null) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, answer.encoding().token);
            response.putHeader(HttpHeaders.ETAG,
                    answer.file().etag().replaceFirst("\"$", "-" + answer.encoding().token + "\""));
        }
        if (answer.negotiated()) {
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        FileResponder.respond(context, 200, null, answer.file()).onFailure(failure -> {
            LOG.debug("A file was not sent", failure);
            if (!response.headWritten() && !response.closed()) {
                response.headers().remove(HttpHeaders.CACHE_CONTROL).remove(HttpHeaders.CONTENT_ENCODING)
                        .remove(HttpHeaders.ETAG);
                context.next();
            }
        });
    }
}
