package io.quarkiverse.tomodachi.devservices.aws.policy;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An access policy to which statements are added, and from which they are taken, by their label. */
public final class PolicyDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode document;
    private final ArrayNode statements;

    /**
     * @param json the policy so far, null if there is none
     * @param id what a new policy is called
     */
    public PolicyDocument(String json, String id) {
        JsonNode tree = json == null ? null : tree(json);
        document = tree instanceof ObjectNode object ? object
                : MAPPER.createObjectNode().put("Version", "2012-10-17").put("Id", id);
        JsonNode current = document.path("Statement");
        ArrayNode array = MAPPER.createArrayNode();
        if (current.isArray()) {
            array.addAll((ArrayNode) current);
        } else if (current.isObject()) {
            array.add(current);
        }
        document.set("Statement", array);
        statements = array;
    }

    public boolean has(String label) {
        return indexOf(label) >= 0;
    }

    public void add(String label, List<String> accounts, List<String> actions, String resource) {
        ObjectNode statement = statements.addObject().put("Sid", label).put("Effect", "Allow");
        List<String> principals = accounts.stream().map(account -> "arn:aws:iam::" + account + ":root").toList();
        statement.putObject("Principal").set("AWS", oneOrMany(principals));
        statement.set("Action", oneOrMany(actions));
        statement.put("Resource", resource);
    }

    private static JsonNode oneOrMany(List<String> texts) {
        if (texts.size() == 1) {
            return MAPPER.getNodeFactory().textNode(texts.get(0));
        }
        ArrayNode array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    public void remove(String label) {
        statements.remove(indexOf(label));
    }

    private int indexOf(String label) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).path("Sid").asText().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    /** The policy as JSON; empty if nothing is left of it. */
    public String json() {
        return statements.isEmpty() ? "" : document.toString();
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
