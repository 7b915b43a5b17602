package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.LinkedHashMap;
import java.util.Map;

import io.quarkiverse.tomodachi.devservices.aws.message.MessageAttribute;

/** A queue that gets what is published to a topic. */
public final class Subscription {
    private final String arn;
    private final long number;
    private final String topicArn;
    private final String endpoint;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private String token;
    private boolean pending;
    private FilterPolicy filter;

    Subscription(long number, String arn, String topicArn, String endpoint, Map<String, String> given) {
        this.number = number;
        this.arn = arn;
        this.topicArn = topicArn;
        this.endpoint = endpoint;
        set(given);
    }

    public String arn() {
        return arn;
    }

    /** Its place in lists, by topic, the oldest first; comparable as text. */
    String place() {
        return String.format("%s %019d", topicArn, number);
    }

    public String topicArn() {
        return topicArn;
    }

    /** ARN of the queue. */
    public String endpoint() {
        return endpoint;
    }

    /** What was set, by name. */
    public Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /** Sets valid attributes; an empty value unsets. */
    void set(Map<String, String> given) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        given.forEach((name, value) -> {
            if (value.isEmpty()) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
        });
        String policy = changed.get("FilterPolicy");
        FilterPolicy parsed = policy == null ? null : FilterPolicy.parse(policy, changed.get("FilterPolicyScope"));
        attributes.clear();
        attributes.putAll(changed);
        filter = parsed;
    }

    /** From now on nothing is delivered until it is confirmed with the token. */
    void await(String token) {
        this.token = token;
        this.pending = true;
    }

    /** Whether it waits to be confirmed. */
    public boolean isPending() {
        return pending;
    }

    /** What confirms it, or has; null if it never had to be confirmed. */
    String token() {
        return token;
    }

    void confirm() {
        pending = false;
    }

    boolean isRaw() {
        return Boolean.parseBoolean(attributes.get("RawMessageDelivery"));
    }

    /** ARN of the queue for what cannot be delivered, or null. */
    String deadLetterArn() {
        String policy = attributes.get("RedrivePolicy");
        String arn = policy == null ? "" : FilterPolicy.tree(policy).path("deadLetterTargetArn").asText();
        return arn.isEmpty() ? null : arn;
    }

    boolean accepts(String body, Map<String, MessageAttribute> messageAttributes) {
        return filter == null || filter.accepts(body, messageAttributes);
    }
}
