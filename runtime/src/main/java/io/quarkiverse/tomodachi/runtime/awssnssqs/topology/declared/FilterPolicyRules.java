package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/** What SNS takes as a filter policy, beside the syntax of its single conditions. */
final class FilterPolicyRules {

    private static final int LARGEST_SIZE = 256 * 1024;
    private static final int MOST_KEYS = 5;
    private static final int MOST_COMBINATIONS = 150;
    private static final String OR = "$or";

    private final boolean ofBodies;
    private final Set<String> keys = new LinkedHashSet<>();
    private final Set<String> topKeys = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();

    private FilterPolicyRules(boolean ofBodies) {
        this.ofBodies = ofBodies;
    }

    /**
     * @param policy the text
     * @param ofBodies whether it looks into bodies, not attributes
     * @return texts that continue "the handler …"
     */
    static List<String> problems(String policy, boolean ofBodies) {
        return check(policy, ofBodies).problems;
    }

    /** @return texts that continue "the handler …": what SNS may refuse, or may not */
    static List<String> warnings(String policy, boolean ofBodies) {
        FilterPolicyRules rules = check(policy, ofBodies);
        return !ofBodies || rules.keys.size() <= MOST_KEYS || rules.topKeys.size() > MOST_KEYS ? List.of()
                : List.of("has a filterPolicy with " + rules.keys.size() + " keys (" + String.join(", ", rules.keys)
                        + ") of which SNS by its documentation counts only the " + rules.topKeys.size() + " at the top, but has"
                        + " counted all in the past; if it refuses the policy at start, decide some of them in the method");
    }

    private static FilterPolicyRules check(String policy, boolean ofBodies) {
        FilterPolicyRules rules = new FilterPolicyRules(ofBodies);
        try {
            JsonNode json = JsonText.read(policy);
            if (json.isObject()) {
                rules.check(policy, json);
                return rules;
            }
        } catch (IOException e) {
            // said below
        }
        rules.problems.add("has a filterPolicy that is not a JSON object; write one such as {\"event\": [\"order_paid\"]}");
        return rules;
    }

    private void check(String policy, JsonNode json) {
        int size = policy.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_SIZE) {
            problems.add("has a filterPolicy of " + size + " bytes, and SNS takes " + LARGEST_SIZE + " at most; shorten it");
        }
        long combinations = combinations(json, "", 1);
        if (topKeys.size() > MOST_KEYS) {
            problems.add("has a filterPolicy with " + topKeys.size() + " keys (" + String.join(", ", topKeys)
                    + "), and SNS takes " + MOST_KEYS + " at most; decide the others in the method");
        }
        if (combinations > MOST_COMBINATIONS) {
            problems.add("has a filterPolicy of " + combinations + " combinations of values"
                    + (ofBodies ? ", each nested key counted as often as it is deep" : "") + ", and SNS takes "
                    + MOST_COMBINATIONS + " at most; name fewer values, or a prefix that they share");
        }
    }

    private long combinations(JsonNode object, String path, int depth) {
        long product = 1;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String key = path + entry.getKey();
            JsonNode value = entry.getValue();
            boolean alternatives = OR.equals(entry.getKey()) && isAlternatives(value);
            if (path.isEmpty() && !alternatives) {
                topKeys.add(key);
            }
            if (alternatives) {
                long sum = 0;
                for (JsonNode alternative : value) {
                    sum += combinations(alternative, path, depth);
                }
                product *= sum;
            } else if (value.isObject()) {
                if (!ofBodies) {
                    problems.add("has a filterPolicy with the nested key '" + key + "', and only bodies can be nested; set"
                            + " filterPolicyScope = MESSAGE_BODY, or write a list of values");
                }
                product *= combinations(value, key + ".", depth + 1);
            } else {
                keys.add(key);
                checkValues(key, value);
                product *= Math.max(1, (long) value.size() * depth);
            }
            product = Math.min(product, Integer.MAX_VALUE);
        }
        return product;
    }

    private static boolean isAlternatives(JsonNode value) {
        return value.isArray() && value.size() > 1 && value.get(0).isObject() && value.get(1).isObject();
    }

    private void checkValues(String key, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            problems.add("has a filterPolicy whose key '" + key + "' has no list of values; write [" + (value.isArray()
                    ? "\"value\""
                    : value.toString()) + "]");
        }
    }
}
