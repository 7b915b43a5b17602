package io.quarkiverse.tomodachi.runtime.http.body;

import java.util.Set;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Reads the body of a request before its handler is called. */
public final class BodyReader {

    /** The methods whose bodies Quarkus reads. */
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH,
            HttpMethod.DELETE);

    private final Handler<RoutingContext> bodyHandler;
    private final long limit;

    /**
     * @param bodyHandler that of Quarkus, which takes forms apart
     * @param limit the largest body in bytes
     */
    public BodyReader(Handler<RoutingContext> bodyHandler, long limit) {
        this.bodyHandler = bodyHandler;
        this.limit = limit;
    }

    /**
     * @param whole whether the handler takes the body as it is, a form undecoded
     * @param routing whether the handler may take the body from the routing context
     */
    public void read(RoutingContext context, boolean whole, boolean routing) {
        HttpServerRequest request = context.request();
        boolean usual = WITH_BODY.contains(request.method());
        if (usual ? whole && RequestMediaType.of(request).isForm() : whole || routing) {
            new RawBody(context, limit).read();
        } else if (RequestMediaType.of(request).isMultipartForm() && WITH_BODY.contains(request.method())) {
            MultipartBody.read(context, bodyHandler);
        } else {
            bodyHandler.handle(context);
        }
    }

    public static boolean hasBody(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !"0".equals(length) : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Whether a body is announced as larger than the limit. */
    public static boolean exceeds(HttpServerRequest request, long limit) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return false;
        }
        long value = 0;
        for (int i = 0; i < length.length(); i++) {
            int digit = length.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i >= 18) {
                return false;
            }
            value = value * 10 + digit;
        }
        return value > limit;
    }
}
