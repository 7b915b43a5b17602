package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.QueryShape;

/** The query protocol of old SDKs: flat lists and maps with names in the singular. */
final class SqsQueryShape implements QueryShape {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<String, String> LISTS_IN = Map.of("AttributeName", "AttributeNames", "MessageAttributeName",
            "MessageAttributeNames", "MessageSystemAttributeName", "MessageSystemAttributeNames", "TagKey", "TagKeys",
            "AWSAccountId", "AWSAccountIds", "ActionName", "Actions", "SendMessageBatchRequestEntry", "Entries",
            "DeleteMessageBatchRequestEntry", "Entries", "ChangeMessageVisibilityBatchRequestEntry", "Entries");
    private static final Map<String, String> MAPS_IN = Map.of("Attribute", "Attributes", "MessageAttribute",
            "MessageAttributes", "MessageSystemAttribute", "MessageSystemAttributes", "Tag", "Tags");
    private static final Map<String, String> LISTS_OUT = Map.of("QueueUrls", "QueueUrl", "queueUrls", "QueueUrl", "Messages",
            "Message", "Successful", "ResultEntry", "Failed", "BatchResultErrorEntry", "Results", "Result");
    private static final Map<String, String> MAPS_OUT = Map.of("Attributes", "Attribute", "MessageAttributes",
            "MessageAttribute");

    @Override
    public ObjectNode input(ObjectNode form, String path) {
        ObjectNode input = renamed(form);
        // old SDKs address the queue by the path alone
        if (!input.has("QueueUrl") && path.indexOf('/', 1) > 0) {
            input.put("QueueUrl", path);
        }
        return input;
    }

    private static ObjectNode renamed(ObjectNode form) {
        ObjectNode input = NODES.objectNode();
        form.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (MAPS_IN.containsKey(name)) {
                input.set(MAPS_IN.get(name), map(value));
            } else if (LISTS_IN.containsKey(name)) {
                input.set(LISTS_IN.get(name), list(value));
            } else {
                input.set(name, value);
            }
        });
        return input;
    }

    private static ArrayNode list(JsonNode value) {
        ArrayNode list = NODES.arrayNode();
        if (value.isArray()) {
            value.forEach(item -> list.add(item instanceof ObjectNode object ? renamed(object) : item));
        } else {
            list.add(value);
        }
        return list;
    }

    private static ObjectNode map(JsonNode value) {
        ObjectNode map = NODES.objectNode();
        Iterable<JsonNode> entries = value.isArray() ? value : NODES.arrayNode().add(value);
        for (JsonNode entry : entries) {
            String key = entry.path("Name").asText(entry.path("Key").asText());
            map.set(key, entry.has("Value") ? entry.get("Value") : NODES.textNode(""));
        }
        return map;
    }

    @Override
    public ObjectNode output(String action, ObjectNode output) {
        ObjectNode xml = NODES.objectNode();
        output.properties().forEach(entry -> put(xml, action, entry.getKey(), entry.getValue()));
        return xml;
    }

    private void put(ObjectNode xml, String action, String name, JsonNode value) {
        if (value.isArray() && LISTS_OUT.containsKey(name)) {
            ArrayNode list = NODES.arrayNode();
            value.forEach(item -> list.add(item instanceof ObjectNode object ? output(action, object) : item));
            xml.set(name.equals("Successful") ? action + "ResultEntry" : LISTS_OUT.get(name), list);
        } else if (value.isObject() && (MAPS_OUT.containsKey(name) || name.equals("Tags"))) {
            boolean tags = name.equals("Tags");
            ArrayNode list = NODES.arrayNode();
            value.properties().forEach(entry -> list.addObject().put(tags ? "Key" : "Name", entry.getKey())
                    .set("Value", entry.getValue()));
            xml.set(tags ? "Tag" : MAPS_OUT.get(name), list);
        } else {
            xml.set(name, value);
        }
    }
}
