package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns the flat parameters of the query protocol into the structures they stand for: {@code Tags.member.1.Key} into a
 * list, {@code Attributes.entry.1.key} into a map, {@code Tag.1.Key} into a list.
 */
final class FormDecoder {
    private static final int MAX_PARAMETERS = 20_000;
    private static final int MAX_DEPTH = 10;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FormDecoder() {
    }

    static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (form.isEmpty()) {
            return parameters;
        }
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            if (parameters.size() > MAX_PARAMETERS) {
                throw ServiceError.malformed("Too many parameters");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ServiceError.malformed("The form is not properly encoded");
        }
    }

    static ObjectNode structure(Map<String, String> parameters) {
        ObjectNode root = NODES.objectNode();
        parameters.forEach((name, value) -> put(root, name, value));
        ObjectNode result = NODES.objectNode();
        root.properties().forEach(entry -> result.set(entry.getKey(), shaped(entry.getValue())));
        return result;
    }

    private static void put(ObjectNode root, String name, String value) {
        String[] parts = name.split("\\.");
        if (parts.length == 0 || parts.length > MAX_DEPTH) {
            throw ServiceError.malformed("Malformed parameter name");
        }
        ObjectNode node = root;
        for (int i = 0; i < parts.length - 1; i++) {
            JsonNode next = node.get(parts[i]);
            if (next == null) {
                next = node.putObject(parts[i]);
            }
            if (!(next instanceof ObjectNode)) {
                throw ServiceError.malformed("Parameter " + name + " contradicts another one");
            }
            node = (ObjectNode) next;
        }
        if (node.has(parts[parts.length - 1])) {
            throw ServiceError.malformed("Parameter " + name + " contradicts another one");
        }
        node.put(parts[parts.length - 1], value);
    }

    private static JsonNode shaped(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        if (object.size() == 1 && object.get("member") instanceof ObjectNode members) {
            return list(members);
        }
        if (object.size() == 1 && object.get("entry") instanceof ObjectNode entries) {
            return map(list(entries));
        }
        if (!object.isEmpty() && isNumbered(object)) {
            return list(object);
        }
        ObjectNode result = NODES.objectNode();
        object.properties().forEach(entry -> result.set(entry.getKey(), shaped(entry.getValue())));
        return result;
    }

    private static boolean isNumbered(ObjectNode object) {
        return object.properties().stream().allMatch(entry -> entry.getKey().matches("[0-9]{1,6}"));
    }

    private static ArrayNode list(ObjectNode numbered) {
        if (!isNumbered(numbered)) {
            throw ServiceError.malformed("A list has an element without number");
        }
        Map<Integer, JsonNode> sorted = new TreeMap<>();
        numbered.properties().forEach(entry -> sorted.put(Integer.valueOf(entry.getKey()), shaped(entry.getValue())));
        return NODES.arrayNode().addAll(sorted.values());
    }

    /** Entries of {@code key} and {@code value}, or of {@code Name} and {@code Value}, as a map. */
    static ObjectNode map(ArrayNode entries) {
        ObjectNode map = NODES.objectNode();
        for (JsonNode entry : entries) {
            JsonNode key = first(entry, "key", "Name", "Key");
            JsonNode value = first(entry, "value", "Value");
            if (key == null || !key.isTextual() || map.has(key.textValue())) {
                throw ServiceError.malformed("A map has an entry without a name of its own");
            }
            map.set(key.textValue(), value == null ? NODES.textNode("") : value);
        }
        return map;
    }

    private static JsonNode first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) {
                return node.get(name);
            }
        }
        return null;
    }
}
