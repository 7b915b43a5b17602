package io.quarkiverse.tomodachi.devservices.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Attributes of queues whose value is JSON. */
final class JsonAttribute {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonAttribute() {
    }

    /** The tree, or null if the text is no JSON. */
    static JsonNode tree(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return tree == null || tree.isMissingNode() ? null : tree;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Whether it is a policy, as far as each policy has to have it: statements with effect, principal and action. */
    static boolean isPolicy(String text) {
        JsonNode tree = tree(text);
        if (tree == null || !tree.path("Statement").isContainerNode()) {
            return false;
        }
        if (tree.path("Statement").isObject()) {
            return isStatement(tree.path("Statement"));
        }
        for (JsonNode statement : tree.path("Statement")) {
            if (!isStatement(statement)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStatement(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        return (effect.equals("Allow") || effect.equals("Deny"))
                && (statement.has("Principal") || statement.has("NotPrincipal"))
                && (statement.has("Action") || statement.has("NotAction"));
    }

    /** Whether two values of an attribute mean the same, however they are written. */
    static boolean areSame(String name, String one, String other) {
        if (one.equals(other) || !name.endsWith("Policy")) {
            return one.equals(other);
        }
        JsonNode tree = tree(one);
        return tree != null && !other.isEmpty() && normalized(tree).equals(normalized(tree(other)));
    }

    /** A redrive policy's count may be written as text or number. */
    private static JsonNode normalized(JsonNode tree) {
        if (tree != null && tree.path("maxReceiveCount").isTextual()
                && tree instanceof ObjectNode policy) {
            policy.put("maxReceiveCount", policy.get("maxReceiveCount").asInt());
        }
        return tree;
    }
}
