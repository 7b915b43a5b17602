package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.devservices.aws.sqs.DeduplicationWindow;
import io.quarkiverse.tomodachi.devservices.aws.sqs.SequenceNumbers;

/** A topic with its subscriptions, the oldest first. */
public final class Topic {
    private final String name;
    private final String arn;
    private final boolean fifo;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final DeduplicationWindow deduplication = new DeduplicationWindow();
    private final SequenceNumbers sequence = new SequenceNumbers();
    private int deletedSubscriptions;

    Topic(String name, String arn, boolean fifo, Map<String, String> attributes) {
        this.name = name;
        this.arn = arn;
        this.fifo = fifo;
        this.attributes.putAll(attributes);
    }

    public String name() {
        return name;
    }

    public String arn() {
        return arn;
    }

    public boolean isFifo() {
        return fifo;
    }

    /** What was set, by name. */
    public Map<String, String> attributes() {
        return attributes;
    }

    public Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    Map<String, String> tags() {
        return tags;
    }

    boolean deduplicatesByContent() {
        return Boolean.parseBoolean(attributes.get("ContentBasedDeduplication"));
    }

    boolean deduplicatesByGroup() {
        return "MessageGroup".equals(attributes.get("FifoThroughputScope"));
    }

    /** In bytes; what is longer cannot be published. */
    int maximumMessageSize() {
        return Integer.parseInt(attributes.getOrDefault(TopicRules.MAXIMUM_MESSAGE_SIZE, TopicRules.DEFAULT_MESSAGE_SIZE));
    }

    DeduplicationWindow deduplication() {
        return deduplication;
    }

    SequenceNumbers sequence() {
        return sequence;
    }

    int deletedSubscriptions() {
        return deletedSubscriptions;
    }

    void add(Subscription subscription) {
        subscriptions.put(subscription.arn(), subscription);
    }

    void remove(String subscriptionArn) {
        if (subscriptions.remove(subscriptionArn) != null) {
            deletedSubscriptions++;
        }
    }

    Subscription subscription(String subscriptionArn) {
        return subscriptions.get(subscriptionArn);
    }

    /** How many wait to be confirmed. */
    int pendingSubscriptions() {
        return (int) subscriptions.values().stream().filter(Subscription::isPending).count();
    }

    /** The subscription that has that token, or null. */
    Subscription subscriptionWith(String token) {
        return subscriptions.values().stream().filter(subscription -> token.equals(subscription.token())).findFirst()
                .orElse(null);
    }

    /** The subscription of that queue, or null. */
    Subscription subscriptionOf(String endpoint) {
        return subscriptions.values().stream().filter(subscription -> subscription.endpoint().equals(endpoint)).findFirst()
                .orElse(null);
    }
}
