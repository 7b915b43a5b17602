package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/** Which attributes a subscription may have, and when two sets of them are the same. */
final class SubscriptionRules {
    private static final List<String> NAMES = List.of("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery",
            "RedrivePolicy");
    private static final List<String> OTHER_PROTOCOLS_NAMES = List.of("DeliveryPolicy", "SubscriptionRoleArn",
            "ReplayPolicy");

    private static final int ARN_PARTS = 6;

    private SubscriptionRules() {
    }

    /** @param endpoint ARN of the queue that is subscribed */
    static void validate(Map<String, String> given, String endpoint) {
        given.forEach((name, value) -> {
            if (OTHER_PROTOCOLS_NAMES.contains(name)) {
                throw SnsErrors.invalidParameter(name + ": not supported by this endpoint");
            }
            if (!NAMES.contains(name)) {
                throw SnsErrors.invalidParameter("AttributeName");
            }
            if (!value.isEmpty()) {
                validate(name, value, endpoint);
            }
        });
    }

    private static void validate(String name, String value, String endpoint) {
        switch (name) {
            case "RawMessageDelivery" -> {
                if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                    throw SnsErrors.invalidParameter(
                            "RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
                }
            }
            case "FilterPolicyScope" -> {
                if (!value.equals(FilterPolicy.BY_ATTRIBUTES) && !value.equals(FilterPolicy.BY_BODY)) {
                    throw SnsErrors.invalidParameter("FilterPolicyScope: Invalid value [" + value
                            + "]. Please use either MessageBody or MessageAttributes");
                }
            }
            case "RedrivePolicy" -> validateRedrive(value, endpoint);
            default -> {
                // a filter policy is validated where it is compiled, together with its scope
            }
        }
    }

    private static void validateRedrive(String value, String endpoint) {
        JsonNode policy = FilterPolicy.tree(value);
        if (policy == null || !policy.isObject()) {
            throw SnsErrors.invalidParameter("RedrivePolicy: failed to parse JSON.");
        }
        if (policy.isEmpty()) {
            return;
        }
        String target = policy.path("deadLetterTargetArn").asText();
        if (!target.startsWith("arn:aws:sqs:") || target.split(":").length != ARN_PARTS) {
            throw SnsErrors.invalidParameter("RedrivePolicy: deadLetterTargetArn is an invalid arn");
        }
        boolean fifo = endpoint.endsWith(TopicRules.FIFO_SUFFIX);
        if (fifo != target.endsWith(TopicRules.FIFO_SUFFIX)) {
            throw SnsErrors.invalidParameter("RedrivePolicy: the dead-letter queue must be "
                    + (fifo ? "a FIFO queue, as the queue that is subscribed is"
                            : "a standard queue, as the queue that is"
                                    + " subscribed is"));
        }
    }

    static boolean areSame(Map<String, String> one, Map<String, String> other) {
        return normalized(one).equals(normalized(other));
    }

    private static Map<String, Object> normalized(Map<String, String> attributes) {
        Map<String, Object> normalized = new TreeMap<>();
        normalized.put("RawMessageDelivery", "false");
        attributes.forEach((name, value) -> {
            JsonNode tree = name.endsWith("Policy") ? FilterPolicy.tree(value) : null;
            boolean absent = value.isEmpty() || tree != null && tree.isEmpty();
            if (!absent) {
                normalized.put(name, Objects.requireNonNullElse(tree, value.toLowerCase(Locale.ROOT)));
            }
        });
        if (normalized.containsKey("FilterPolicy")) {
            normalized.putIfAbsent("FilterPolicyScope", "messageattributes");
        }
        return normalized;
    }
}
