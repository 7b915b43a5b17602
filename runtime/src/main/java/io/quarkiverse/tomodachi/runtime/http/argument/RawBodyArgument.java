package io.quarkiverse.tomodachi.runtime.http.argument;

import java.io.ByteArrayInputStream;

import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.http.body.RequestMediaType;
import io.vertx.core.buffer.Buffer;

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
            case STRING -> body.toString(BodyArgument.charset(RequestMediaType.of(invocation.routing().request())));
            case BYTES -> body.getBytes();
            case BUFFER -> body;
            case INPUT_STREAM -> new ByteArrayInputStream(body.getBytes());
        };
    }
}
