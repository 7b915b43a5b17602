package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeFactory;

import io.quarkiverse.tomodachi.runtime.json.JsonText;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Message attributes between their Java values and the forms of AWS. */
public final class MessageAttributes {

    private MessageAttributes() {
    }

    /** @throws IllegalArgumentException if a value cannot be written */
    public static Map<String, TypedValue> encode(Map<String, Object> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, TypedValue> encoded = new LinkedHashMap<>();
        values.forEach((name, value) -> encoded.put(name, encode(name, value)));
        return encoded;
    }

    private static TypedValue encode(String name, Object value) {
        try {
            return encode(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The message attribute '" + name + "' is " + e.getMessage(), e);
        }
    }

    private static TypedValue encode(Object value) {
        if (value instanceof byte[] bytes) {
            return new TypedValue(TypedValue.BINARY, null, bytes);
        }
        if (value instanceof Number number) {
            return TypedValue.of(TypedValue.NUMBER, NumberText.write(number));
        }
        if (value == null || value instanceof Boolean || value instanceof Collection<?>) {
            return TypedValue.of(TypedValue.ARRAY, json(value));
        }
        if (value instanceof Object[] array) {
            return TypedValue.of(TypedValue.ARRAY, json(Arrays.asList(array)));
        }
        return TypedValue.of(TypedValue.STRING, value instanceof Map<?, ?> ? json(value) : value.toString());
    }

    private static String json(Object value) {
        try {
            return JsonText.write(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("nothing that can be written as JSON", e);
        }
    }

    /** @return {@code null} if there are none, so that the call says nothing of them */
    public static Map<String, MessageAttributeValue> toSqs(
            Map<String, TypedValue> values) {
        if (values.isEmpty()) {
            return null;
        }
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put(name,
                MessageAttributeValue.builder().dataType(value.type())
                        .stringValue(value.text()).binaryValue(bytes(value)).build()));
        return attributes;
    }

    static SdkBytes bytes(TypedValue value) {
        return value.binary() == null ? null : SdkBytes.fromByteArray(value.binary());
    }

    /** The form within the JSON of a notification. */
    static void write(Map<String, TypedValue> values, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, TypedValue> attribute : values.entrySet()) {
            TypedValue value = attribute.getValue();
            json.writeObjectFieldStart(attribute.getKey());
            json.writeStringField("Type", value.type());
            json.writeStringField("Value",
                    value.binary() == null ? value.text() : Base64.getEncoder().encodeToString(value.binary()));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The values of the attributes that an SQS message carries itself. */
    public static Map<String, Object> fromSqs(
            Map<String, MessageAttributeValue> attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.forEach((name, value) -> decode(name, new TypedValue(value.dataType(), value.stringValue(),
                value.binaryValue() == null ? null : value.binaryValue().asByteArray()), values));
        return values;
    }

    /** The values of the attributes in the JSON of a notification; what is in no known form is left out. */
    public static Map<String, Object> fromBody(JsonNode attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.fields().forEachRemaining(entry -> {
            JsonNode node = entry.getValue();
            String type = text(node, "Type", "DataType", "dataType", "type");
            String text = text(node, "Value", "StringValue", "stringValue", "value");
            String binary = text == null ? text(node, "BinaryValue", "binaryValue") : null;
            if (type != null) {
                decode(entry.getKey(), TypedValue.of(type, text == null ? binary : text), values);
            }
        });
        return values;
    }

    private static String text(JsonNode node, String... names) {
        for (String name : names) {
            if (node.path(name).isTextual()) {
                return node.get(name).textValue();
            }
        }
        return null;
    }

    private static void decode(String name, TypedValue value, Map<String, Object> values) {
        try {
            if (value.is(TypedValue.BINARY)) {
                values.put(name, value.binary() == null ? Base64.getDecoder().decode(value.text()) : value.binary());
            } else if (value.text() == null) {
                return;
            } else if (value.type().equals(TypedValue.ARRAY)) {
                values.put(name, JsonText.convert(JsonText.read(value.text()),
                        TypeFactory.defaultInstance().constructType(Object.class)));
            } else if (value.is(TypedValue.NUMBER)) {
                values.put(name, NumberText.read(value.text()));
            } else if (value.is(TypedValue.STRING)) {
                values.put(name, value.text());
            }
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            // not what its type says; the text is all there is to give
            values.put(name, value.text());
        }
    }
}
