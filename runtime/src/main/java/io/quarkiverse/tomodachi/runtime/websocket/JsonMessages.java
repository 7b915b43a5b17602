package io.quarkiverse.tomodachi.runtime.websocket;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.tomodachi.runtime.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Writes objects as messages of JSON. */
public record JsonMessages(JsonMapper mapper) {

    /** @throws IllegalArgumentException if the object cannot be written */
    public String write(Object value) {
        if (value instanceof JsonObject || value instanceof JsonArray) {
            return value.toString();
        }
        try {
            return mapper.get().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The object cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
