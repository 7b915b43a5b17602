package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/** Which messages a subscription wants, by their attributes or by their body. */
final class FilterPolicy {
    static final String BY_ATTRIBUTES = "MessageAttributes";
    static final String BY_BODY = "MessageBody";
    private static final int MAX_KEYS = 5;
    private static final int MAX_COMBINATIONS = 150;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Machine machine;
    private final boolean byBody;

    private FilterPolicy(Machine machine, boolean byBody) {
        this.machine = machine;
        this.byBody = byBody;
    }

    /** The policy, or null where the JSON wants everything: an empty object. */
    static FilterPolicy parse(String json, String scope) {
        JsonNode policy = tree(json);
        if (policy == null || !policy.isObject()) {
            throw invalid("failed to parse JSON.");
        }
        if (policy.isEmpty()) {
            return null;
        }
        boolean byBody = BY_BODY.equals(scope);
        validate(policy, byBody);
        String problem = JsonRuleCompiler.check(json);
        if (problem != null) {
            throw invalid(problem);
        }
        Machine machine = new Machine();
        try {
            machine.addRule("policy", json);
        } catch (IOException | RuntimeException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
        return new FilterPolicy(machine, byBody);
    }

    private static RuntimeException invalid(String text) {
        return SnsErrors.invalidParameter("FilterPolicy: " + text);
    }

    private static void validate(JsonNode policy, boolean nested) {
        Set<String> keys = new HashSet<>();
        long combinations = combinations(policy, keys, nested, 1);
        if (keys.size() > MAX_KEYS) {
            throw invalid("Filter policy can not have more than 5 keys");
        }
        if (combinations > MAX_COMBINATIONS) {
            throw invalid("Filter policy is too complex");
        }
    }

    /**
     * Values within objects count as often as they are deep.
     *
     * @param keys takes those of the policy itself, not those within objects
     */
    private static long combinations(JsonNode policy, Set<String> keys, boolean nested, int depth) {
        long product = 1;
        for (Map.Entry<String, JsonNode> entry : policy.properties()) {
            JsonNode value = entry.getValue();
            boolean alternatives = entry.getKey().equals("$or") && isAlternatives(value);
            if (depth == 1 && !alternatives) {
                keys.add(entry.getKey());
            }
            if (alternatives) {
                long sum = 0;
                for (JsonNode alternative : value) {
                    sum += combinations(alternative, keys, nested, depth);
                }
                product *= Math.max(1, sum);
            } else if (value.isObject()) {
                if (!nested) {
                    throw invalid("Filter policy scope MessageAttributes does not support nested filter policy");
                }
                product *= combinations(value, keys, true, depth + 1);
            } else {
                product *= Math.max(1, (long) value.size() * depth);
            }
            product = Math.min(product, Integer.MAX_VALUE);
        }
        return product;
    }

    private static boolean isAlternatives(JsonNode value) {
        return value.isArray() && value.size() > 1 && value.get(0).isObject() && value.get(1).isObject();
    }

    boolean accepts(String body, Map<String, MessageAttribute> attributes) {
        String event = byBody ? body : json(attributes);
        if (byBody && !(tree(body) instanceof ObjectNode)) {
            return false;
        }
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (Exception e) {
            // what cannot be read as an event matches nothing
            return false;
        }
    }

    private static String json(Map<String, MessageAttribute> attributes) {
        ObjectNode event = MAPPER.createObjectNode();
        attributes.forEach((name, attribute) -> {
            if (attribute.isBinary()) {
                return;
            }
            if (attribute.dataType().startsWith("Number")) {
                event.put(name, new BigDecimal(attribute.text().trim()));
                return;
            }
            JsonNode value = attribute.dataType().equals("String.Array") ? tree(attribute.text()) : null;
            event.set(name, value == null ? event.textNode(attribute.text()) : value);
        });
        return event.toString();
    }

    /** The JSON's tree, or null if it is no JSON. */
    static JsonNode tree(String json) {
        try {
            JsonNode node = MAPPER.readTree(json);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
