package io.quarkiverse.tomodachi.runtime.http.response;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.tomodachi.runtime.invocation.UnusableResultException;
import io.quarkiverse.tomodachi.runtime.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** JSON as the application's {@code ObjectMapper} writes it. */
final class JsonEncoding {

    static final String CONTENT_TYPE = "application/json";

    private final JsonMapper mapper;

    JsonEncoding(JsonMapper mapper) {
        this.mapper = mapper;
    }

    Buffer encode(Object value) {
        if (value instanceof JsonObject object) {
            return object.toBuffer();
        }
        if (value instanceof JsonArray array) {
            return array.toBuffer();
        }
        try {
            return Buffer.buffer(mapper.get().writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UnusableResultException("The result cannot be written as JSON", e);
        }
    }
}
