package io.quarkiverse.tomodachi.runtime.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import io.quarkiverse.tomodachi.runtime.json.JsonType;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the data of the message in the type of the parameter. */
public record PayloadArgument(String name, JsonType type) implements ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        Object data = invocation.parsed().data();
        try {
            if (type.raw() == String.class) {
                return text(data);
            }
            if (type.raw() == byte[].class) {
                return data instanceof byte[] bytes ? bytes : text(data).getBytes(StandardCharsets.UTF_8);
            }
            return object(data);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableMessageException("the message does not fit parameter '" + name + "' of type "
                    + type.raw().getSimpleName(), e);
        }
    }

    private static String text(Object data) throws IOException {
        if (data instanceof JsonNode node) {
            return node.isTextual() ? node.textValue() : JsonText.write(node);
        }
        return data instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) data;
    }

    private Object object(Object data) throws IOException {
        JsonNode node = data instanceof JsonNode tree ? tree : JsonText.read(text(data));
        if (JsonNode.class.isAssignableFrom(type.raw())) {
            return type.raw().cast(node);
        }
        Object value = JsonText.convert(node, type.javaType());
        if (value == null && type.raw().isPrimitive()) {
            throw new IOException("null for a primitive type");
        }
        return value;
    }
}
