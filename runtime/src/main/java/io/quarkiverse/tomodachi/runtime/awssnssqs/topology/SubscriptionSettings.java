package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FILTER_POLICY_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.RAW_MESSAGE_DELIVERY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.SCOPE_OF_ATTRIBUTES;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.SCOPE_OF_BODY;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.json.JsonText;

/**
 * What a handler declares of its subscription.
 *
 * @param policy the filter policy, {@code null} to leave what there is
 * @param scope what the filter policy looks into
 * @param rawDelivery {@code true} or {@code false}, {@code null} to leave what there is
 */
record SubscriptionSettings(JsonNode policy, String scope, String rawDelivery) {

    static final String FILTER_POLICY = "FilterPolicy";
    private static final String NO_POLICY = "{}";

    static SubscriptionSettings of(HandlerSettings settings) {
        String policy = settings.filterPolicy();
        return new SubscriptionSettings(policy == null ? null : parse(policy.isBlank() ? NO_POLICY : policy),
                settings.attributes().filtersBodies() ? SCOPE_OF_BODY : SCOPE_OF_ATTRIBUTES,
                settings.attributes().subscription().get(RAW_MESSAGE_DELIVERY));
    }

    /** Whether a subscription is right, whatever it is like. */
    boolean isEmpty() {
        return policy == null && rawDelivery == null;
    }

    /** What a subscription is made with. */
    Map<String, String> ofNew() {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (policy != null && !policy.isEmpty()) {
            attributes.put(FILTER_POLICY, write(policy));
            if (SCOPE_OF_BODY.equals(scope)) {
                attributes.put(FILTER_POLICY_SCOPE, scope);
            }
        }
        if ("true".equals(rawDelivery)) {
            attributes.put(RAW_MESSAGE_DELIVERY, rawDelivery);
        }
        return attributes;
    }

    /**
     * @param current what the subscription is like
     * @return what to set, in an order in which policy and scope go together at each step
     */
    Map<String, String> differences(Map<String, String> current) {
        Map<String, String> differences = new LinkedHashMap<>();
        if (policy != null) {
            boolean samePolicy = parse(current.getOrDefault(FILTER_POLICY, NO_POLICY)).equals(policy);
            boolean sameScope = policy.isEmpty()
                    || scope.equals(current.getOrDefault(FILTER_POLICY_SCOPE, SCOPE_OF_ATTRIBUTES));
            boolean scopeFirst = SCOPE_OF_BODY.equals(scope);
            if (!sameScope && scopeFirst) {
                differences.put(FILTER_POLICY_SCOPE, scope);
            }
            if (!samePolicy) {
                differences.put(FILTER_POLICY, write(policy));
            }
            if (!sameScope && !scopeFirst) {
                differences.put(FILTER_POLICY_SCOPE, scope);
            }
        }
        if (rawDelivery != null && !rawDelivery.equalsIgnoreCase(current.getOrDefault(RAW_MESSAGE_DELIVERY, "false"))) {
            differences.put(RAW_MESSAGE_DELIVERY, rawDelivery);
        }
        return differences;
    }

    private static JsonNode parse(String policy) {
        try {
            return JsonText.read(policy);
        } catch (IOException e) {
            throw new IllegalArgumentException("A filter policy is not JSON", e);
        }
    }

    private static String write(JsonNode policy) {
        try {
            return JsonText.write(policy);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
