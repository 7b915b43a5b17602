package io.quarkiverse.tomodachi.runtime.http.argument;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.http.body.ContentCoding;
import io.quarkiverse.tomodachi.runtime.http.body.RequestMediaType;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Gives the body of the request. A route that has such an argument gets the body as it is, a form undecoded. */
public interface BodyArgument extends ArgumentResolver<HttpInvocation> {

    /** The body, empty if the request has none. */
    static Buffer buffer(RoutingContext context) {
        Buffer buffer = context.body().buffer();
        return buffer == null ? Buffer.buffer() : buffer;
    }

    /** @throws io.quarkiverse.tomodachi.HttpException if the body is compressed, so that it cannot be read as it is */
    static void checkCoding(HttpServerRequest request) {
        if (ContentCoding.isCompressed(request)) {
            throw BadRequests.unsupportedType("The body is compressed; send it as it is");
        }
    }

    /** @throws io.quarkiverse.tomodachi.HttpException if the charset is not known */
    static Charset charset(RequestMediaType type) {
        if (type.charset() == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(type.charset());
        } catch (IllegalArgumentException e) {
            throw BadRequests.unsupportedType("The charset of the body is not known");
        }
    }
}
