package io.quarkiverse.tomodachi.runtime.http.response;

import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;

import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.runtime.json.JsonMapper;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes what a handler returned. */
public final class HttpResponseWriter {

    public static final String TEXT = "text/plain; charset=utf-8";

    /** The result of writing at once. */
    private static final Future<Void> DONE = Future.succeededFuture();

    private final JsonEncoding json;
    private final EventStreams events = new EventStreams();

    public HttpResponseWriter(JsonMapper mapper) {
        this.json = new JsonEncoding(mapper);
    }

    /**
     * May be called on any thread.
     *
     * @param service whose content type is the default; {@code null} for the common one
     * @param status the status unless the result tells another one
     * @return completes when the response was written. It fails if the result cannot be written and nothing was sent; a
     *         response that had begun is reset instead
     * @throws RuntimeException if the result cannot be written; nothing was sent then
     */
    public Future<Void> write(RoutingContext context, Service service, ResultFormat format, int status, Object result) {
        HttpServerResponse response = context.response();
        // also of a response that has ended
        if (response.headWritten()) {
            return DONE;
        }
        Response described = result instanceof Response given ? given : null;
        ResponseHead head = new ResponseHead(service, format, status, described);
        Object body = described == null ? result : described.body();
        if (described != null && described.isJson()) {
            return json(context, head, body);
        }
        if (body == null) {
            return send(context, head, head.plainType(), Buffer.buffer());
        }
        if (body instanceof CharSequence text) {
            String type = head.plainType();
            return send(context, head, type, TextEncoding.encode(text.toString(), type));
        }
        if (body instanceof Buffer buffer) {
            return send(context, head, head.plainType(), buffer);
        }
        if (body instanceof byte[] bytes) {
            return send(context, head, head.plainType(), Buffer.buffer(bytes));
        }
        return large(context, head, body);
    }

    private Future<Void> large(RoutingContext context, ResponseHead head, Object body) {
        if (body instanceof Multi<?> multi) {
            return new StreamedResponse(context, head, json, events).write(multi);
        }
        if (body instanceof InputStream stream) {
            return new InputStreamResponse(context, head, stream).write();
        }
        if (body instanceof Path path) {
            return FileResponse.write(context, head, path);
        }
        if (body instanceof File file) {
            return FileResponse.write(context, head, file.toPath());
        }
        return json(context, head, body);
    }

    private Future<Void> json(RoutingContext context, ResponseHead head, Object body) {
        return send(context, head, head.typeOr(JsonEncoding.CONTENT_TYPE), json.encode(body));
    }

    private static Future<Void> send(RoutingContext context, ResponseHead head, String contentType, Buffer body) {
        HttpServerResponse response = context.response();
        head.apply(response, contentType);
        int status = response.getStatusCode();
        if (status == 204 || status == 304) {
            response.end();
        } else if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length())).end();
        } else {
            response.end(body);
        }
        return DONE;
    }

    /** Ends all server-sent events, also those that begin later. */
    public void endEvents() {
        events.end();
    }

    /** Whether a response has no body by its status or method, so that nothing that would give one is to be opened. */
    static boolean isWithoutBody(RoutingContext context, ResponseHead head) {
        int status = head.effectiveStatus();
        return status == 204 || status == 304 || context.request().method() == HttpMethod.HEAD;
    }
}
