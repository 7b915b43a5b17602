package io.quarkiverse.tomodachi.runtime.message.argument;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import io.quarkiverse.tomodachi.runtime.json.JsonType;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadProblems;
import io.quarkiverse.tomodachi.runtime.message.payload.Utf8;
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
                return bytes(data);
            }
            return isGiven(data) ? data : object(data);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw PayloadProblems.unreadable("the message does not fit parameter '" + name + "' of type "
                    + type.raw().getSimpleName(), e);
        }
    }

    /** Whether it gives bytes as they came. */
    public boolean takesBytes() {
        return type.raw() == byte[].class;
    }

    /** Text and bytes are JSON yet to be read, also where any object would do. */
    private boolean isGiven(Object data) {
        return type.raw().isInstance(data) && !(data instanceof String) && !(data instanceof byte[])
                && (type.raw() != Object.class || !(data instanceof JsonNode));
    }

    private static byte[] bytes(Object data) throws IOException {
        if (data instanceof byte[] bytes) {
            // the handler may change its own; a message that it fails for is passed on as it came
            return bytes.clone();
        }
        String text = text(data);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object data) throws IOException {
        if (data == null || data instanceof NullNode) {
            return null;
        }
        if (data instanceof JsonNode node) {
            return node.isTextual() ? node.textValue() : JsonText.write(node);
        }
        if (data instanceof byte[] bytes) {
            return Utf8.decode(bytes);
        }
        if (data instanceof String text) {
            return text;
        }
        throw new IOException("the envelope gave a " + data.getClass().getName());
    }

    private Object object(Object data) throws IOException {
        JsonNode node = node(data);
        if (JsonNode.class.isAssignableFrom(type.raw())) {
            if (!type.raw().isInstance(node)) {
                throw new IOException("the data is " + node.getNodeType());
            }
            return node;
        }
        Object value = JsonText.convert(node, type.javaType());
        if (value == null && type.raw().isPrimitive()) {
            throw new IOException("the data is null");
        }
        return value;
    }

    private static JsonNode node(Object data) throws IOException {
        if (data instanceof JsonNode tree) {
            return tree;
        }
        String text = text(data);
        return text == null ? NullNode.getInstance() : JsonText.read(text);
    }
}
