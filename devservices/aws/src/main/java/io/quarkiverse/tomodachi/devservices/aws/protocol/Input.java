package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The parameters of a request; a parameter of the wrong type is refused when it is read. */
public final class Input {
    private final ObjectNode node;
    /** Forms know only text, so numbers and booleans arrive as such. */
    private final boolean textual;

    public Input(ObjectNode node, boolean textual) {
        this.node = node;
        this.textual = textual;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether the parameter is there, as text. */
    public boolean isText(String name) {
        return node.path(name).isTextual();
    }

    /** The text, or null if absent. */
    public String text(String name) {
        JsonNode value = node.get(name);
        return isAbsent(value) ? null : textOf(value, name);
    }

    public int integer(String name, int absent) {
        Integer value = integer(name);
        return value == null ? absent : value;
    }

    /** The number, or null if absent. */
    public Integer integer(String name) {
        JsonNode value = node.get(name);
        if (isAbsent(value)) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return value.intValue();
        }
        if (textual && value.isTextual()) {
            try {
                return Integer.valueOf(value.textValue().trim());
            } catch (NumberFormatException e) {
                throw ServiceError.malformed(name + " is not an integer");
            }
        }
        throw ServiceError.malformed(name + " is not an integer");
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(name)) {
            texts.add(textOf(value, name));
        }
        return texts;
    }

    public Map<String, String> textMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        structure(name).properties().forEach(entry -> map.put(entry.getKey(), textOf(entry.getValue(), name)));
        return map;
    }

    /** The structures of a list, empty if absent. */
    public List<Input> inputs(String name) {
        List<Input> inputs = new ArrayList<>();
        for (JsonNode value : array(name)) {
            inputs.add(inputOf(value, name));
        }
        return inputs;
    }

    /** The structures of a map, empty if absent. */
    public Map<String, Input> inputMap(String name) {
        Map<String, Input> map = new LinkedHashMap<>();
        structure(name).properties().forEach(entry -> map.put(entry.getKey(), inputOf(entry.getValue(), name)));
        return map;
    }

    private Iterable<JsonNode> array(String name) {
        JsonNode value = node.get(name);
        if (isAbsent(value) || isEmptyInForm(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw ServiceError.malformed(name + " is not a list");
        }
        return value;
    }

    private JsonNode structure(String name) {
        JsonNode value = node.get(name);
        if (isAbsent(value) || isEmptyInForm(value)) {
            return node.objectNode();
        }
        if (!value.isObject()) {
            throw ServiceError.malformed(name + " is not a map");
        }
        return value;
    }

    private Input inputOf(JsonNode value, String name) {
        if (value instanceof ObjectNode object) {
            return new Input(object, textual);
        }
        throw ServiceError.malformed(name + " holds something that is not a structure");
    }

    private static String textOf(JsonNode value, String name) {
        if (value.isTextual()) {
            return value.textValue();
        }
        throw ServiceError.malformed(name + " is not a string");
    }

    /** Forms write an empty list or map as empty text. */
    private boolean isEmptyInForm(JsonNode value) {
        return textual && value.isTextual() && value.textValue().isEmpty();
    }

    private static boolean isAbsent(JsonNode value) {
        return value == null || value.isNull();
    }
}
