package io.quarkiverse.tomodachi.runtime.http.argument;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.runtime.http.body.RequestMediaType;
import io.quarkiverse.tomodachi.runtime.json.JsonReaders;
import io.quarkiverse.tomodachi.runtime.json.JsonType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Gives what JSON in the body stands for. */
public record JsonBodyArgument(Form form, JsonType type, boolean optional) implements BodyArgument {

    /** What the JSON is given as. */
    public enum Form {
        OBJECT,
        VERTX_OBJECT,
        VERTX_ARRAY
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        Buffer body = BodyArgument.buffer(invocation.routing());
        if (body.length() == 0) {
            if (optional) {
                return Optional.empty();
            }
            throw BadRequests.badRequest("The body is empty; JSON is expected", null);
        }
        BodyArgument.checkCoding(invocation.routing().request());
        RequestMediaType mediaType = RequestMediaType.of(invocation.routing().request());
        if (!mediaType.isJson() && !mediaType.isUnspecific()) {
            throw BadRequests.unsupportedType("The body is not JSON: application/json is expected");
        }
        Object value = read(body, mediaType);
        return optional ? Optional.ofNullable(value) : value;
    }

    @SuppressWarnings("unchecked")
    private Object read(Buffer body, RequestMediaType mediaType) {
        try {
            Object value = parse(body, mediaType);
            if (value == null) {
                if (optional) {
                    return null;
                }
                throw BadRequests.badRequest("The body is null; a value is expected", null);
            }
            return switch (form) {
                case OBJECT -> value;
                case VERTX_OBJECT -> new JsonObject((Map<String, Object>) value);
                case VERTX_ARRAY -> new JsonArray((List<Object>) value);
            };
        } catch (JsonProcessingException e) {
            throw refuse(e, mediaType);
        } catch (IOException | StackOverflowError e) {
            throw BadRequests.badRequest("The body cannot be read as JSON", e);
        }
    }

    private Object parse(Buffer body, RequestMediaType mediaType) throws IOException {
        Charset charset = BodyArgument.charset(mediaType);
        return charset == StandardCharsets.UTF_8 ? JsonReaders.of(type).readValue(body.getBytes())
                : JsonReaders.of(type).readValue(body.toString(charset));
    }

    /** What is neither called JSON nor is any is of a type that is not supported. */
    private static HttpException refuse(JsonProcessingException e, RequestMediaType mediaType) {
        boolean malformed = e instanceof StreamReadException;
        if (malformed && !mediaType.isJson() && !mediaType.name().isEmpty()) {
            return BadRequests.unsupportedType("The body is not JSON: application/json is expected");
        }
        String what = malformed ? "The body is not JSON" : "The body does not fit what is expected";
        JsonLocation location = e.getLocation();
        return BadRequests.badRequest(
                location == null ? what : what + " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")",
                e);
    }
}
