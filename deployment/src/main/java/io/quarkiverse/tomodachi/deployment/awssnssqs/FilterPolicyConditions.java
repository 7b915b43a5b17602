package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.json.JsonText;
import software.amazon.event.ruler.JsonRuleCompiler;

/** Checks the single conditions of filter policies, with the library that AWS has for them. */
final class FilterPolicyConditions {

    private final Set<String> problems = new LinkedHashSet<>();

    private FilterPolicyConditions() {
    }

    /**
     * Passes over policies with expressions, and those that are not JSON objects, which is told elsewhere.
     *
     * @param policy {@code null} for none
     */
    static void check(String policy, Consumer<String> problems) {
        if (policy == null || policy.isBlank() || ConfiguredText.isExpression(policy)) {
            return;
        }
        JsonNode json = read(policy);
        if (json == null || !json.isObject() || json.isEmpty()) {
            return;
        }
        FilterPolicyConditions conditions = new FilterPolicyConditions();
        conditions.object(json, "");
        if (conditions.problems.isEmpty()) {
            conditions.rule(policy, "which");
        }
        conditions.problems.forEach(problems);
    }

    private static JsonNode read(String policy) {
        try {
            return JsonText.read(policy);
        } catch (IOException e) {
            return null;
        }
    }

    private void object(JsonNode object, String path) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                object(value, path + entry.getKey() + ".");
            } else if (value.isArray()) {
                value.forEach(element -> element(entry.getKey(), element, path));
            }
        }
    }

    private void element(String key, JsonNode element, String path) {
        if (key.equals("$or") && element.isObject()) {
            object(element, path);
        } else {
            rule("{\"key\":[" + element + "]}", "whose key '" + path + key + "' has the condition " + element + ", which");
        }
    }

    private void rule(String policy, String subject) {
        String problem = JsonRuleCompiler.check(policy);
        if (problem != null) {
            String text = problem.lines().findFirst().orElse("it is malformed");
            problems.add("has a filterPolicy " + subject + " SNS does not take: "
                    + (text.endsWith(".") ? text.substring(0, text.length() - 1) : text) + "; correct it");
        }
    }
}
