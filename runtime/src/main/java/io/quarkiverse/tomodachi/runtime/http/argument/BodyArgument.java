package io.quarkiverse.tomodachi.runtime.http.argument;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.json.JsonType;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkus.arc.Arc;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Gives the body of the request. */
public record BodyArgument(Form form, JsonType type) implements ArgumentResolver<HttpInvocation> {

    /** What the body is given as. */
    public enum Form {
        STRING,
        BYTES,
        BUFFER,
        JSON_OBJECT,
        JSON
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        RoutingContext context = invocation.routing();
        Buffer buffer = context.body().buffer();
        Buffer body = buffer == null ? Buffer.buffer() : buffer;
        return switch (form) {
            case STRING -> body.toString();
            case BYTES -> body.getBytes();
            case BUFFER -> body;
            case JSON_OBJECT -> jsonObject(body);
            case JSON -> json(body);
        };
    }

    private static JsonObject jsonObject(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (RuntimeException e) {
            throw new HttpException(400, "The body is not a JSON object", e);
        }
    }

    private Object json(Buffer body) {
        if (body.length() == 0) {
            throw new HttpException(400, "The body is empty; JSON is expected");
        }
        ObjectMapper mapper = Arc.container().instance(ObjectMapper.class).get();
        try {
            Object value = mapper.readerFor(type.javaType()).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(body.getBytes());
            if (value == null) {
                throw new HttpException(400, "The body is null; an object is expected");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new HttpException(400, describe(e), e);
        } catch (IOException | StackOverflowError e) {
            throw new HttpException(400, "The body cannot be read as JSON", e);
        }
    }

    private static String describe(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String what = e instanceof StreamReadException ? "The body is not JSON" : "The body does not fit what is expected";
        return location == null ? what : what + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
