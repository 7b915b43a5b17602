package io.quarkiverse.tomodachi.runtime.http.argument;

import java.io.ByteArrayInputStream;

import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.http.body.RequestMediaType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Gives the body as bytes or text. */
public record RawBodyArgument(Form form) implements BodyArgument {

    /** What the body is given as. */
    public enum Form {
        STRING,
        BYTES,
        BUFFER,
        INPUT_STREAM
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        Buffer body = BodyArgument.buffer(invocation.routing());
        return switch (form) {
            case STRING -> text(body, invocation.routing().request());
            case BYTES -> body.getBytes();
            case BUFFER -> body;
            case INPUT_STREAM -> new ByteArrayInputStream(body.getBytes());
        };
    }

    private static String text(Buffer body, HttpServerRequest request) {
        if (body.length() > 0) {
            BodyArgument.checkCoding(request);
        }
        return body.toString(BodyArgument.charset(RequestMediaType.of(request)));
    }
}
